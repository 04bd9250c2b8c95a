# A comment takes 65536 characters: broken promises come first, and what is left out is counted.
{
    echo 'components:'
    i=0
    while [ $i -lt 2000 ]; do
        level=99.5% && [ $i -eq 1999 ] && level=99.95%
        echo "  leaf-$i: {slo: 99.9%, measured: 99%}"
        echo "  service-$i: {sla: $level, depends_on: [leaf-$i]}"
        i=$((i + 1))
    done
} >$TMP/model.yaml
slacalc -f markdown --gaps $TMP/model.yaml >$TMP/report.md
test "$(wc -c <$TMP/report.md)" -lt 65536 || echo "does not fit"
head -n 8 $TMP/report.md
grep '^…' $TMP/report.md
