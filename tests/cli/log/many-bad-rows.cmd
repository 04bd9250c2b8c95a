# A hundred thousand bad rows: a thousand messages, and how many more there are.
awk 'BEGIN {print "component,start,end"; for (i = 0; i < 100000; i++) print "nothing" i ",2026-03-01 10:00,"}' |
    slacalc --log - shop.yaml 2>"$TMP/errors"
echo "status $?"
grep -c error: "$TMP/errors"
tail -n 1 "$TMP/errors"
