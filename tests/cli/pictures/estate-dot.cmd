# Only services that need attention and what carries their downtime; what is left out is counted and its worst is named.
# Awk sees that there are few boxes and a way to each one.
. ./estate.sh
see='/rankdir/ { print $2 }
/^  n[0-9]+ \[/ {
    boxes++
    if (/font|<B>/) { name = $0; sub(/.*<B>/, "", name); sub(/<.*/, "", name); of[$1] = name }
}
/->/ { sub(";", "", $3); lead[$3] = 1; lines++ }
/Not drawn/ { sub(/.*Red: a promise is broken.<BR[^>]*>/, ""); gsub(/<BR[^>]*>/, "\n    "); sub(/ *>];/, ""); print "    " $0 }
END {
    print (boxes <= 60 ? "few" : "many"), "boxes, without a way to them:"
    for (box in of) if (!(box in lead)) print "    " of[box] | "sort"
}'
estate | slacalc -f dot - | awk "$see"
estate | slacalc -f dot --service service-5 --service service-12 - | awk "$see"
estate | slacalc -f dot --all - | awk '/^  n[0-9]+ \[/ {boxes++} /Not drawn/ {print} END {print boxes " boxes of everything"}'
estate | slacalc -f dot --depth 1 - | awk "$see"
# A chain is drawn from the top, where a label keeps off its line.
awk 'BEGIN { print "components:"; for (i = 1; i < 70; i++) printf "  c%d: {slo: 99.9%%, depends_on: [{needs: c%d, traffic: 50%%}]}\n", i, i + 1; print "  c70: 99%" }' >$TMP/chain.yaml
slacalc -f dot $TMP/chain.yaml | grep -o -e 'rankdir=..' -e 'headport=.' -e 'n0 -> .*'
slacalc -f mermaid $TMP/chain.yaml | grep flowchart
