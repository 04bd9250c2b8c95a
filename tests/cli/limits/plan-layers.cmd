# Each of 2340 services would be looked at when the time is over: that took half a minute.
awk 'BEGIN { print "components:"
    for (layer = 0; layer < 40; layer++)
        for (i = 0; i < 60; i++) {
            if (layer == 0) { printf "  n0-%d: 99.%02d%%\n", i, i + 10; continue }
            printf "  n%d-%d: {slo: 99.9%%, sla: 90%%, depends_on: [", layer, i
            for (k = 0; k < 3; k++)
                printf "%s{any: [n%d-%d, n%d-%d]}", (k ? ", " : ""), layer - 1, (i * 7 + k * 11 + layer) % 60, layer - 1, (i * 13 + k * 17 + 3 * layer + 1) % 60
            print "]}"
        } }' >"$TMP/layers.yaml"
timeout 20 slacalc --plan --time-limit 0.2 "$TMP/layers.yaml" >"$TMP/report" 2>/dev/null
echo "status $?"
sed -n 2p "$TMP/report"
