# Two corners of a grid of 28 x 28 streets, which no budget suffices for: ^C ends it, and nothing is left behind.
awk 'BEGIN {
    n = 28
    print "components:\n  at-0-0: 100%"
    for (i = 0; i <= n; i++) for (j = 0; j <= n; j++) {
        if (i < n) printf "  south-%d-%d: 99%%\n", i, j
        if (j < n) printf "  east-%d-%d: 99%%\n", i, j
        if (i + j > 0) printf "  at-%d-%d: {depends_on: {any: [", i, j
        if (i > 0) printf "{all: [south-%d-%d, at-%d-%d]}%s", i - 1, j, i - 1, j, (j > 0 ? ", " : "]}}\n")
        if (j > 0) printf "{all: [east-%d-%d, at-%d-%d]}]}}\n", i, j - 1, i, j - 1
    }
}' >"$TMP/grid.yaml"
cd "$TMP" && echo before >report
timeout -s INT --preserve-status 1 slacalc --max-nodes 4000M grid.yaml
echo "status $?"
timeout -s INT --preserve-status 1 slacalc --max-nodes 4000M -o report grid.yaml
echo "status $?"
cat report && ls -A
