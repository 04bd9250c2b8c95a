slacalc -f json 02-api-level-dropped.yaml >"$TMP/report"
status=$?
jq -rf verdicts.jq "$TMP/report"
exit $status
