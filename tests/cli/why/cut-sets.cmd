slacalc --why -f json failover.yaml | jq -c '.services[].cut_sets | del(.sets), .sets[]'
slacalc --why --top 1 -f json ../../../examples/web-shop.yaml | jq -c '.services[].cut_sets'
