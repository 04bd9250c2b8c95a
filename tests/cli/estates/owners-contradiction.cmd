# Formats for other programs have no place for owners.
echo '{components: {a: {sla: 99%}}}' >$TMP/model.yaml
slacalc --group-by owner -f junit $TMP/model.yaml
slacalc --group-by team $TMP/model.yaml
slacalc --group-by owner --gaps $TMP/model.yaml
