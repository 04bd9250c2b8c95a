# The graph of a cycle with alternatives grows as the square of it: what is too large is refused before it is made.
ring() {
    awk -v n="$1" 'BEGIN {
        print "cycles: together\ncomponents:"
        for (i = 0; i < n; i++)
            printf "  c%d: {sla: 99%%, depends_on: [c%d, {any: [c%d, c%d]}]}\n", i, (i + 1) % n, (i + n / 2) % n, (i + n / 3) % n
    }' >"$TMP/ring.yaml"
}
cd "$TMP"
ring 999
slacalc -s c7 ring.yaml 2>&1 | grep ': error:'
ring 300
slacalc ring.yaml 2>&1 | grep ': error:'
