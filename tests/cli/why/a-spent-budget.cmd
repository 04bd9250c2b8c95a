slacalc --why --max-nodes 10 -f json ../../../examples/web-shop.yaml | jq -c '.services[] | has("cut_sets"), has("importance")'
