slacalc --plan --require account=99.99% ../against/old.yaml | head -3; slacalc -f json --plan --require account=99.99% ../against/old.yaml | jq -c '.plan.tried, .plan.options'
slacalc --plan ../against/old.yaml | head -1; slacalc -f json --plan ../against/old.yaml | jq -c '.plan.tried'
