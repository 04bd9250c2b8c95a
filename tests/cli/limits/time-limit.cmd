# The time is over before any diagram of such a grid is built: the interval is wide, and it holds the exact figure.
../../bench/generate grid 10 >"$TMP/grid.yaml"
slacalc -s crossing-9-9 --require crossing-9-9=99% --time-limit 0.000001 "$TMP/grid.yaml" >"$TMP/report" 2>"$TMP/warnings"
echo "status $?"
sed 's/: .crossing.* \(is an interval\|are intervals\)/: ... are intervals/' "$TMP/warnings"
grep -o 'not exact: .*reached' "$TMP/report"
# numbers FILE KEY: the numbers that follow the first KEY
numbers() {
    sed -n '/"services"/,$p' "$1" | tr -d '[],' | awk -v key="\"$2\":" '
        found && NF == 1 && $1 + 0 == $1 { print $1; next }
        found { exit }
        $1 == key { found = 1; for (i = 2; i <= NF; i++) print $i }'
}
slacalc -f json -s crossing-9-9 "$TMP/grid.yaml" >"$TMP/exact"
slacalc -f json -s crossing-9-9 --time-limit 0.000001 "$TMP/grid.yaml" >"$TMP/limited" 2>/dev/null
{ numbers "$TMP/limited" within; numbers "$TMP/exact" availability; } |
    awk '{ n[NR] = $1 } END { print n[1] < n[2] && n[1] <= n[3] && n[3] <= n[2] ? "holds the exact figure" : "wrong" }'
