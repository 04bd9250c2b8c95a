# A ring with alternatives comes to 10^5 gates, and states are long: what is prepared for them is counted too.
(ulimit -v 300000 && slacalc --version) >/dev/null 2>&1 || exit 77
awk 'BEGIN {
    print "cycles: together\ncomponents:"
    for (i = 0; i < 300; i++) {
        printf "  c%d: {slo: 99.9%%, depends_on: [c%d", i, (i + 1) % 300
        for (n = 1; n <= 2; n++) printf ", {any: [c%d, c%d]}", (i + n * 83 + i * i % 7) % 300, (i + n * 117 + i * i % 11) % 300
        print "]}"
    }
}' >"$TMP/ring.yaml"
(ulimit -v 300000 && slacalc -f json -s c0 "$TMP/ring.yaml") 2>"$TMP/err" >"$TMP/out"
echo $?
grep -c "out of memory" "$TMP/err"
jq -c '.services[0] | [.bounds.worst.availability, .within[0], .within[1], .bounds.best.availability] | . == sort' "$TMP/out"
