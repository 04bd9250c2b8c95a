# --all, JSON and CSV leave nothing out: each has every service.
awk -v COUNT=600 -f estate.awk >$TMP/model.yaml
slacalc --all $TMP/model.yaml >$TMP/report
grep -c '^service-' $TMP/report
grep -c '^broken\|^holds\|^guaranteed' $TMP/report
grep '^…' $TMP/report
slacalc -f json $TMP/model.yaml | jq '.services | length'
slacalc -f csv $TMP/model.yaml | cut -d , -f 1 | sort -u | grep -c .
