slacalc -f json --plan shop.yaml | jq .plan
