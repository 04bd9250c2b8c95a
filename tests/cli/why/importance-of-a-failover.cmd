slacalc --why -f json failover.yaml | jq -c '.services[].importance[]'
