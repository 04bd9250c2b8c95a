# All services share 9000 optional parts, and each has one more of its own: a list of these for each took 930 MB.
# The last one is broken, so that it is shown.
# A build that sanitizers look into is known by the memory that it needs.
(ulimit -v 300000 && slacalc --version) >/dev/null 2>&1 || exit 77
awk 'BEGIN { print "components:"
    for (i = 0; i < 9000; i++) printf "  p%d: 99%%\n", i
    print "  all: {slo: 99.9%, depends_on: ["
    for (i = 0; i < 9000; i++) printf "    {optional: p%d},\n", i
    print "  ]}"
    for (i = 0; i < 9000; i++) printf "  o%d: 99%%\n  s%d: {slo: 99.9%%, sla: %s%%, depends_on: [all, {optional: o%d}]}\n", i, i, (i == 8999 ? 99.99 : 99), i
    }' >"$TMP/optional.yaml"
(ulimit -v 300000; slacalc "$TMP/optional.yaml" >"$TMP/report"; echo "status $?") 2>&1
grep '^  degraded by' "$TMP/report" | cut -c1-60 | uniq -c
(ulimit -v 300000; slacalc -f markdown "$TMP/optional.yaml" 2>/dev/null) | grep '^- degraded by' | cut -c1-60 | uniq -c
(seq 600; echo 8999) | sed 's,^,-s s,' | xargs slacalc -f html "$TMP/optional.yaml" 2>/dev/null | grep -c 'too many parts to look for'
(ulimit -v 500000; slacalc -f json "$TMP/optional.yaml" 2>/dev/null) | grep -c '^ *"degraded_by": null'
slacalc -f json -s s8999 "$TMP/optional.yaml" | jq '.services[0].degraded_by | length'
