# Markdown, CSV and JSON by owner say the same.
awk -v COUNT=12 -f estate.awk >$TMP/model.yaml
slacalc --group-by owner -f markdown $TMP/model.yaml
slacalc --group-by owner -f csv $TMP/model.yaml
slacalc --group-by owner -f json $TMP/model.yaml | jq -c '.owners[]'
