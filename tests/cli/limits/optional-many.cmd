# All services have 13000 optional parts by way of one component: a list of these for each took 7 seconds and 1.4 GB.
# A build that sanitizers look into takes longer, and more memory, by which it is known.
limit=4
(ulimit -v 300000; slacalc --version; exit $?) >/dev/null 2>&1 || limit=60
awk 'BEGIN { print "components:"
    for (i = 0; i < 13000; i++) printf "  p%d: 99%%\n", i
    printf "  all: {slo: 99.9%%, depends_on: [{optional: {all: [p0"
    for (i = 1; i < 13000; i++) printf ", p%d", i
    print "]}}]}"
    for (i = 0; i < 13000; i++) printf "  s%d: {slo: 99.9%%, sla: 99%%, depends_on: [all]}\n", i
    }' >"$TMP/optional.yaml"
(ulimit -t "$limit"; slacalc --time-limit 1 "$TMP/optional.yaml" >"$TMP/report" 2>/dev/null; echo "status $?")
slacalc -f json -s s0 -s s12999 "$TMP/optional.yaml" 2>/dev/null | grep -cE '^ {8}"p[0-9]+",?$'
