# A hundred thousand incidents of a thousand components.
awk 'BEGIN {
    print "components:"
    for (i = 0; i < 900; i++) print "  c" i ": 99.9%"
    for (i = 0; i < 100; i++) printf "  s%d: {sla: 99%%, depends_on: [c%d, {any: [c%d, c%d]}, {needs: c%d, traffic: 30%%}]}\n", i, i, i + 100, i + 300, i + 500
}' >"$TMP/model.yaml"
awk 'BEGIN {
    print "component,start,end,loss"
    for (i = 0; i < 100000; i++) {
        day = i % 28 + 1; second = (i * 7919) % 80000
        printf "c%d,2026-%02d-%02dT%02d:%02d:%02dZ,2026-%02d-%02dT%02d:%02d:%02dZ,%s\n", (i * 613) % 900, i % 12 + 1, day,
            second / 3600, second / 60 % 60, second % 60, i % 12 + 1, day, (second + 300) / 3600, (second + 300) / 60 % 60,
            (second + 300) % 60, i % 5 ? "" : "40%"
    }
}' >"$TMP/log.csv"
slacalc -q --log "$TMP/log.csv" "$TMP/model.yaml" >/dev/null 2>&1
echo "status $?"
