slacalc -f json 08-system-dependency.yaml >"$TMP/report"
status=$?
jq -rf verdicts.jq "$TMP/report"
exit $status
