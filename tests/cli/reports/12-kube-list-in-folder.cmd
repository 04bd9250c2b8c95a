slacalc -f json 12-kube-list-in-folder 12-overlay.yaml >"$TMP/report"
status=$?
jq -rf verdicts.jq "$TMP/report"
exit $status
