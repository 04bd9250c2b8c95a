# A page of many services: what can be chosen and sorted, what is told of in full, and what is not. A stand-in for Graphviz
# numbers the pictures.
. ./estate.sh
estate >$TMP/estate.yaml
stand_in() { printf '#!/bin/sh\n%s\n' "$1" >$TMP/dot && chmod +x $TMP/dot && PATH=$TMP:$PATH; }
stand_in 'awk "/^digraph/ { print \"<svg><g id=\\\"graph0\\\" class=\\\"graph\\\"><title>t</title><text>\" ++n \"</text></g></svg>\" }"'
slacalc -f html $TMP/estate.yaml >$TMP/page.html
sed -n '/<header>/,/<tbody>/p' $TMP/page.html
grep -A3 -e '<tr class="impossible' -e '<tr class="guaranteed' $TMP/page.html
grep -e '<details>' -e '<svg>' -e '<p class="faint">…' $TMP/page.html
for what in '<script' '<details' '</details' '<tr class="broken' 'id="graph0'; do echo "$what $(grep -c "$what" $TMP/page.html)"; done
slacalc -f html --all $TMP/estate.yaml >$TMP/all.html
for what in '<details' '<svg>' '<p class="faint">…' '--all'; do echo "with --all $what $(grep -c -e "$what" $TMP/all.html)"; done
# Long tables and trees are cut, where they do not matter most; without Graphviz each service has a tree.
awk 'BEGIN {
    print "components:"
    for (s = 1; s <= 6; s++) {
        printf "  s%d: {sla: 99%%, depends_on: [", s
        for (p = 1; p <= 70; p++) printf "%sp%d", (p > 1 ? ", " : ""), p
        print "]}"
    }
    for (p = 1; p <= 70; p++) printf "  p%d: {slo: %.2f%%}\n", p, 100 - p / 200
}' >$TMP/wide.yaml
PATH=$(dirname "$(command -v slacalc)"):/usr/bin:/bin
stand_in 'exit 1'
slacalc -f html $TMP/wide.yaml >$TMP/page.html
awk '/<details/ { n++ } n == 1 && /<tr|<li/ { rows++ } n == 1 && /faint">(…|Where)/ { print rows " rows, " $0; rows = 0 }' $TMP/page.html
# The style of many services is theirs alone.
for page in $TMP/page.html ../../../examples/minimal.yaml; do
    case $page in *.yaml) slacalc -f html $page >$TMP/small.html && page=$TMP/small.html ;; esac
    for what in details-content position:sticky 'tr{order:var' ':has(#show-broken:not(:checked)) tr.broken'; do
        echo "$(basename $page): $what $(grep -c -e "$what" $page)"
    done
done
