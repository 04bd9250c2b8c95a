slacalc --max-nodes 1 -f json undegraded.yaml >$TMP/rows
slacalc --max-nodes 1 -f json --service plain --service page undegraded.yaml >$TMP/rows
