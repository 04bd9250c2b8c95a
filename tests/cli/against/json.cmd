slacalc -f json --against old.yaml new.yaml | jq .against
