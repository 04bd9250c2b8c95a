slacalc opensrm-unresolved.yaml
for what in warn 99.5%; do
    slacalc -f json --unresolved $what opensrm-unresolved.yaml | jq -c '.unresolved, .services[0].availability, (.components[] | select(.name == "api").depends_on)'
done
