# With a budget of one node, what was prepared for frontiers, and what rests on values, took as long as with the default
# one: 38 seconds for a plan in layers, and for optional parts that might be single points, which had no limit at all.
# A build that sanitizers look into takes longer, and more memory, by which it is known.
(ulimit -v 300000; slacalc --version; exit $?) >/dev/null 2>&1 || exit 77
awk 'BEGIN { print "components:"
    for (layer = 0; layer < 100; layer++)
        for (i = 0; i < 60; i++) {
            if (layer == 0) { printf "  n0-%d: 99.%02d%%\n", i, i + 10; continue }
            printf "  n%d-%d: {slo: 99.9%%, sla: 90%%, depends_on: [", layer, i
            for (k = 0; k < 3; k++)
                printf "%s{any: [n%d-%d, n%d-%d]}", (k ? ", " : ""), layer - 1, (i * 7 + k * 11 + layer) % 60, layer - 1, (i * 13 + k * 17 + 3 * layer + 1) % 60
            print "]}"
        } }' >"$TMP/layers.yaml"
awk 'BEGIN { print "components:"
    for (i = 0; i < 200; i++) printf "  p%d: 99.%02d%%\n", i, i % 90 + 10
    printf "  x: {depends_on: &all [p0"
    for (i = 1; i < 200; i++) printf ", p%d", i
    print "]}"
    for (i = 0; i < 3000; i++)
        printf "  s%d: {sla: 99%%, depends_on: [{at_least: %d, of: *all}, {any: *all}, {optional: {at_least: %d, of: *all}}]}\n", i, i % 198 + 1, i * 3 % 197 + 1
    }' >"$TMP/optional.yaml"
in_time() { (ulimit -t 6 && slacalc --max-nodes 1 "$@") >/dev/null 2>&1; echo "status $?"; }
in_time --plan "$TMP/layers.yaml"
in_time --why --need "$TMP/layers.yaml"
in_time "$TMP/optional.yaml"
in_time --gaps --strict "$TMP/optional.yaml"
