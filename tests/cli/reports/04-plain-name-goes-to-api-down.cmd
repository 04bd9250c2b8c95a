slacalc -f json --down orders 04-plain-name-goes-to-api.yaml >"$TMP/report"
status=$?
jq -rf verdicts.jq "$TMP/report"
exit $status
