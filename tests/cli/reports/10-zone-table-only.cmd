slacalc -f json 10-zone-table-only.yaml >"$TMP/report"
status=$?
jq -rf verdicts.jq "$TMP/report"
exit $status
