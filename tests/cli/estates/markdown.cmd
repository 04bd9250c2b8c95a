# Markdown follows the table's choice.
awk -v COUNT=60 -f estate.awk >$TMP/model.yaml
slacalc -f markdown $TMP/model.yaml >$TMP/report
head -n 6 $TMP/report
grep '^###\|^…' $TMP/report
