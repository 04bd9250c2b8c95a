# Each service rests on hours of its own: with a limit of one second this took ten of computing.
# A build that sanitizers look into takes longer, and more memory, by which it is known.
limit=5
(ulimit -v 300000; slacalc --version; exit $?) >/dev/null 2>&1 || limit=60
awk 'BEGIN { print "components:"
    for (i = 0; i < 5000; i++) {
        from = i * 61 % 1440; to = (from + 300 + i * 37 % 700) % 1440
        printf "  h%d: {slo: 99.9%%, hours: \"Mon-Fri %02d:%02d-%02d:%02d\"}\n", i, from / 60, from % 60, to / 60, to % 60
        printf "  s%d: {slo: 99.9%%, sla: 99%%, depends_on: [h%d]}\n", i, i
    } }' >"$TMP/many.yaml"
(ulimit -t "$limit"; slacalc --time-limit 1 "$TMP/many.yaml" >/dev/null 2>&1; echo "status $?")
