slacalc --max-nodes 1 -f csv undegraded.yaml >$TMP/rows
slacalc --max-nodes 1 -f csv --service plain --service page undegraded.yaml >$TMP/rows
