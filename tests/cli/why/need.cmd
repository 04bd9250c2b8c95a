slacalc --need needed.yaml | sed -n '/^PART/,/all else/p'
slacalc --need -f json needed.yaml | jq -c '.services[] | .promises[0].needed[]'
slacalc --need --why --service t -f json needed.yaml | jq -c '.services[] | has("cut_sets"), has("importance")'
slacalc --need --service s -f json needed.yaml | jq -c '.services[] | has("cut_sets"), has("importance")'
