# Each service lacks an agreement of each part: more gaps than are kept for all services together.
awk 'BEGIN {
    print "components:"
    for (i = 0; i < 1500; i++) printf "  p%d: {slo: 99.999%%}\n", i
    printf "  all: {slo: 99.9%%, sla: 99%%, depends_on: ["
    for (i = 0; i < 1500; i++) printf "p%d, ", i
    print "]}"
    for (i = 0; i < 1500; i++) printf "  s%d: {slo: 99.9%%, sla: 1%%, depends_on: [all]}\n", i
}' >"$TMP/many.yaml"
slacalc -f github "$TMP/many.yaml" | tail -1
