cd ../../../examples
slacalc --min-kept 95% outages.yaml | sed -n 4,9p
slacalc --min-kept 0.95 -q outages.yaml
echo $?
slacalc --min-kept 92% -q outages.yaml
echo $?
slacalc --min-kept 95% -f markdown outages.yaml | sed -n 5,9p
slacalc --min-kept 95% -f junit outages.yaml | grep '<failure'
slacalc --min-kept 95% -f github outages.yaml | grep 'too rarely'
slacalc --min-kept 95% -f sarif outages.yaml | jq -c '.runs[0].results[] | select(.ruleId == "kept-too-rarely") | [.level, .message.text]'
slacalc --min-kept 95% -p 45d outages.yaml | sed -n 4,5p
