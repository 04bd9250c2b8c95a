slacalc --max-nodes 8 asked-alone.yaml
slacalc --max-nodes 8 --quiet asked-alone.yaml
slacalc --max-nodes 8 --require s=90% -f csv asked-alone.yaml >$TMP/rows
