# The diagram of 1250 of 2500 has too many nodes, so the frontier values it: once for each state, three million steps
# each time, without a look at the clock: a minute.
# It takes longer in a build that sanitizers look into, which is one that needs more memory too.
(ulimit -v 300000 && slacalc --version) >/dev/null 2>&1 || exit 77
awk 'BEGIN { print "components:"
    split("Mon Tue Wed Thu Fri Sat Sun", day, " ")
    for (i = 0; i < 2500; i++) {
        m = i % 1400
        printf "  v%d: {sla: 99.9%%, hours: \"%s %02d:%02d-%02d:%02d\"}\n", i, day[i % 7 + 1], m / 60, m % 60, (m + 30) / 60, (m + 30) % 60
        all = all (i > 0 ? ", " : "") "v" i
    }
    for (j = 0; j < 20; j++)
        printf "  s%d: {slo: 99.9%%, sla: 20%%, depends_on: [{at_least: 1250, of: [%s]}, v%d]}\n", j, all, j
    }' >"$TMP/hours.yaml"
(ulimit -t 3 && slacalc -q --time-limit 1 "$TMP/hours.yaml") >/dev/null 2>&1
echo "status $?"
(ulimit -t 3 && slacalc --max-nodes 100k --time-limit 1 "$TMP/hours.yaml") >/dev/null 2>&1
echo "status $?"
