# Of the names of what is uncovered together, 20 are shown where a model has many services, and all where --all asks for them.
awk 'BEGIN { print "components:"
    for (i = 0; i < 30; i++) printf "  part-%d: {slo: 99.9%%, hours: Mon-Fri 08:00-18:00}\n", i
    for (i = 0; i < 12; i++) printf "  service-%d: {sla: 90%%, depends_on: [part-%d]}\n", i, i
    printf "  all: {sla: 99%%, depends_on: ["; for (i = 0; i < 30; i++) printf "part-%d, ", i; print "]}" }' >"$TMP/model.yaml"
for all in "" --all; do
    for format in table html; do
        slacalc -f $format $all "$TMP/model.yaml" 2>/dev/null | grep -o 'part-18, part-19 and [0-9]* more\|part-18, part-19, part-20.*part-29' | sed "s/<.*//; s/^/$format $all: /" | head -1
    done
done
