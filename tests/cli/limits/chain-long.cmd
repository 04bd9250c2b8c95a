# Each of 20000 services rests on all before it. What brings each down was searched for after the time was over, too: 13
# seconds of --why, 4 of --plan; and --against listed what each change reaches: 2.5 GB.
# It takes longer in a build that sanitizers look into, which is one that needs more memory too.
(ulimit -v 300000 && slacalc --version) >/dev/null 2>&1 || exit 77
chain() {
    awk -v level="$1" 'BEGIN {
        print "components:\n  c0: 99.999%"
        for (i = 1; i < 20000; i++)
            printf "  c%d: {slo: %s%%, sla: 90%%, depends_on: [c%d]}\n", i, (i % 5 ? 99.999 : level), i - 1
    }'
}
chain 99.99 >"$TMP/old.yaml"
chain 99.999 >"$TMP/new.yaml"
within_3s() { (ulimit -t 3 && ulimit -v 800000 && slacalc --time-limit 1 "$@") >/dev/null 2>&1; echo "status $?"; }
within_3s --why "$TMP/new.yaml"
within_3s --plan "$TMP/new.yaml"
within_3s --against "$TMP/old.yaml" "$TMP/new.yaml"
