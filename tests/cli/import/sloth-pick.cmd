slacalc --slo-pick requests-availability -f json sloth.yaml 2>/dev/null | jq ".services[0].availability"
