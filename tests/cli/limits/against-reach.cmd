# Each of 1500 changes reaches each of 16000 services: all of that was listed, which took 40 bytes for each of both.
# A build that sanitizers look into is known by the memory that it needs.
(ulimit -v 300000 && slacalc --version) >/dev/null 2>&1 || exit 77
hub() {
    awk -v level="$1" 'BEGIN {
        print "components:\n  hub:\n    slo: 99.99%\n    depends_on:"
        for (i = 0; i < 1500; i++) print "      - host-" i
        for (i = 0; i < 1500; i++) printf "  host-%d: 99.99%s%%\n", i, level
        for (i = 0; i < 16000; i++) printf "  shop-%d: {slo: 99.99%%, sla: 90%%, depends_on: [hub]}\n", i
    }'
}
hub 8 >"$TMP/old.yaml"
hub 9 >"$TMP/new.yaml"
cd "$TMP" || exit
(ulimit -v 800000 && slacalc --against old.yaml new.yaml) >out
sed -n '/^CHANGE/p; /^host-0\./,/^host-1\./p; /^host-6[4-9]/p; /more changes/p' out
