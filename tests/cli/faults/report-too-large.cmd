# A long name stands in the report wherever it is needed. Nothing is written, not even half of it.
{
    printf 'components:\n  ? &long '
    head -c 1000000 /dev/zero | tr '\0' x
    printf '\n  : 99%%\n'
    for i in $(seq 150); do echo "  s$i: {slo: 99%, objective: 90%, depends_on: [*long]}"; done
} >"$TMP/many.yaml"
slacalc -f json -o "$TMP/report.json" "$TMP/many.yaml"
echo $?
test ! -e "$TMP/report.json" && slacalc -q "$TMP/many.yaml"
