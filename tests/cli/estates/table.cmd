# Of an estate a terminal shows what needs attention: the worst verdicts with their causes, and a few services.
awk -v COUNT=12 -f estate.awk >$TMP/model.yaml
COLUMNS=80 slacalc $TMP/model.yaml
