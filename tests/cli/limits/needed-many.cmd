# One service with 20000 required levels and 2000 parts: a row of --need for each of both took 4.6 GB and 15 seconds.
# It takes longer in a build that sanitizers look into, which is one that needs more memory too.
(ulimit -v 300000 && slacalc --version) >/dev/null 2>&1 || exit 77
awk 'BEGIN {
    print "components:"
    for (i = 0; i < 2000; i++) printf "  z%d: 99.9%d%%\n", i, i % 10
    printf "  top: {slo: 99.9%%, depends_on: [z0"
    for (i = 1; i < 2000; i++) printf ", z%d", i
    print "]}"
}' >"$TMP/required.yaml"
require=$(awk 'BEGIN { for (i = 0; i < 20000; i++) printf "--require top=%.3f%% ", 50 + i / 500 }')
(ulimit -t 4 && ulimit -v 300000 && slacalc --time-limit 2 -f json --need $require "$TMP/required.yaml" >"$TMP/report") 2>"$TMP/problems"
echo "status $?"
jq -c '.services[] | [(.promises | length), [.promises[] | select(has("needed"))] | length]' "$TMP/report"
slacalc --need $require "$TMP/required.yaml" 2>/dev/null | grep -A 2 'NEEDED\|not known' | head -5
