# 20000 tiers of credits, and a way to be down that takes 20000 outages, were each copied with every piece that was added to
# their sentence: 3 GB and more than half a minute, and 1.4 GB.
# It takes longer in a build that sanitizers look into, which is one that needs more memory too.
(ulimit -v 300000 && slacalc --version) >/dev/null 2>&1 || exit 77
awk 'BEGIN {
    print "components:\n  a:\n    slo: 99.9%\n    sla: 99.9%\n    credits:"
    for (i = 0; i < 20000; i++) printf "      %.3f%%: %.3f%%\n", 99.9 - i / 1000, 10 + i / 1000
}' >"$TMP/credits.yaml"
awk 'BEGIN {
    print "components:"
    for (i = 0; i < 20000; i++) printf "  z%d: 90%%\n", i
    printf "  top: {slo: 100%%, sla: 50%%, depends_on: [{any: [z0"
    for (i = 1; i < 20000; i++) printf ", z%d", i
    print "]}]}"
}' >"$TMP/outages.yaml"
small() { (ulimit -t 3 && ulimit -v 150000 && slacalc "$@") 2>&1; }
small "$TMP/credits.yaml" | grep -o 'pays back.* below 99.89[0-9 %]*,' | cut -c1-60
small -f html "$TMP/credits.yaml" | grep -o '29.999 % below 79.901 %' | uniq
for format in table markdown html; do small -f $format --why "$TMP/outages.yaml" | grep -o 'z19998 and z19999 are down' | uniq; done
