# Of fault trees each replica is an event. Nothing is written, not even half of it.
printf 'components:\n  a: {slo: 50%%, replicas: 1000000}\n  b: {slo: 50%%, replicas: 1000000, depends_on: [a]}\n' >"$TMP/many.yaml"
slacalc -f openpsa -o "$TMP/tree.xml" "$TMP/many.yaml"
echo $?
test ! -e "$TMP/tree.xml" && slacalc -q "$TMP/many.yaml"
