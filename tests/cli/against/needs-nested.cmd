# Each of these differs only deep inside of what it needs, and the last one not at all.
model() {
    printf 'components:\n  a: 99%%\n  b: 98%%\n  c: 97%%\n'
    printf '  number: {depends_on: [{any: [a, {at_least: %s, of: [a, b, c]}]}]}\n' "$1"
    printf '  kind: {depends_on: [{any: [a, {%s: [b, c]}]}]}\n' "$2"
    printf '  name: {depends_on: [{any: [a, {all: [b, %s]}]}]}\n' "$3"
    printf '  cause: {depends_on: [{any: [a, b], beta: %s}]}\n' "$4"
    printf '  switch: {depends_on: [{any: [c, a], failover: %s}]}\n' "$5"
    printf '  more: {depends_on: [{any: [a, {all: [b%s]}]}]}\n' "$6"
    printf '  same: {depends_on: [{any: [a, {all: [b, c]}]}, {optional: c}]}\n'
}
model 2 all c 5% 99% '' >"$TMP/old.yaml"
model 3 any a 6% 98% ', c' >"$TMP/new.yaml"
slacalc --against "$TMP/old.yaml" -f json "$TMP/new.yaml" 2>/dev/null | sed -n '/"changes"/,$p' | grep '"component"' | sort -u
