slacalc --max-nodes 8 asked-alone.yaml | sed -n '/^VERDICT/,/^$/p'
slacalc --max-nodes 8 --require s=90% -f csv asked-alone.yaml >"$TMP/rows"
# What has no promise keeps the interval that it has anyway.
awk -F, '$2 == "top" && $3 == "service" { print ($12 > 0.8 && $12 < $13 && $13 < 1) ? "top is an interval" : "top is wrong" }' \
    "$TMP/rows"
slacalc --max-nodes 8 --quiet asked-alone.yaml
