# Each service has a gap for each component with hours: all of them took a gigabyte, and GitHub takes no more than 25000 results.
awk 'BEGIN { print "components:"
    for (i = 0; i < 110; i++)
        printf "  h%d: {slo: 99.9%%, hours: \"Mon-Fri %02d:%02d-23:00\"}\n", i, i / 60, i % 60
    printf "  all: {slo: 99.9%%, depends_on: [h0"
    for (i = 1; i < 110; i++) printf ", h%d", i
    print "]}\n  kept: {slo: 99.9%, sla: 1%, depends_on: [all]}"
    for (i = 0; i < 200; i++) printf "  s%d: {slo: 99.9%%, sla: 99%%, depends_on: [all]}\n", i
    }' >"$TMP/many.yaml"
for format in "github --gaps" github sarif; do
    slacalc -f $format "$TMP/many.yaml" >"$TMP/report"
    echo "$format: $(grep -cE '^::|"ruleId"' "$TMP/report") findings"
    grep -E '^::.*(kept|left out)|"text": ".*left out' "$TMP/report"
done
slacalc -f markdown --gaps "$TMP/many.yaml" | grep 'more gap'
