slacalc -f json 13-export-relations.json >"$TMP/report"
status=$?
jq -rf verdicts.jq "$TMP/report"
exit $status
