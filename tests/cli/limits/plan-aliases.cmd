# Whether there may be groups with a common cause was looked for among a million requirements for each of 2000 services.
# A build that sanitizers look into takes longer, and more memory, by which it is known.
limit=5
(ulimit -v 300000; slacalc --version; exit $?) >/dev/null 2>&1 || limit=60
awk 'BEGIN { print "components:"
    for (i = 0; i < 500; i++) printf "  p%d: 99.%02d%%\n", i, i % 90 + 10
    printf "  s0: {sla: 90%%, depends_on: [{at_least: 30, of: &alike [p0"
    for (i = 1; i < 500; i++) printf ", p%d", i
    print "]}]}"
    for (i = 1; i < 2000; i++) printf "  s%d: {sla: 90%%, depends_on: [{at_least: %d, of: *alike}]}\n", i, i % 499 + 1
    }' >"$TMP/aliases.yaml"
(ulimit -t "$limit"; slacalc --plan --time-limit 1 "$TMP/aliases.yaml" >/dev/null 2>&1; echo "status $?")
