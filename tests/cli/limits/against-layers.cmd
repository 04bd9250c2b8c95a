# The model, the older one, their mixtures and the last of these had the whole time limit each: eight seconds and more.
# It takes longer in a build that sanitizers look into, which is one that needs more memory too.
(ulimit -v 300000 && slacalc --version) >/dev/null 2>&1 || exit 77
layers() {
    awk -v changed="$1" 'BEGIN { print "components:"
    for (layer = 0; layer < 40; layer++)
        for (i = 0; i < 60; i++) {
            if (layer == 0) { printf "  n0-%d: 99.%02d%%\n", i, i + 10 + (i < changed); continue }
            printf "  n%d-%d: {slo: 99.9%%, sla: 90%%, depends_on: [", layer, i
            for (k = 0; k < 3; k++)
                printf "%s{any: [n%d-%d, n%d-%d]}", (k ? ", " : ""), layer - 1, (i * 7 + k * 11 + layer) % 60, layer - 1, (i * 13 + k * 17 + 3 * layer + 1) % 60
            print "]}"
        } }'
}
layers 0 >"$TMP/old.yaml"
layers 12 >"$TMP/new.yaml"
(ulimit -t 6 && slacalc --against "$TMP/old.yaml" --time-limit 2 "$TMP/new.yaml") >/dev/null 2>&1
[ $? -lt 2 ] && echo "in time"
