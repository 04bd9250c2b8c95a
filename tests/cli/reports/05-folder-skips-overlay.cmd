slacalc -f json 05-folder-skips-overlay >"$TMP/report"
status=$?
jq -rf verdicts.jq "$TMP/report"
exit $status
