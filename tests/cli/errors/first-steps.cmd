# What people write first: each gets a word on what was meant.
try() {
    printf '%s\n' "$1" | slacalc - 2>&1
}
try 'a: 99%'
try '{web: {slo: 99%}, db: 99%}'
try 'components: {a: 99,9%}'
try 'components: {a: {slo: 99,95%, depends_on: [b]}, b: {mtbf: 10,5h, mttr: 1h}}'
try 'components: {a: {depends_on: ["3 of 5", "1/2", "2 out of 3", {k_of_n: [a]}, {or: [a]}, {oneOf: [a]}]}}'
try 'components: {a: {SLO: 99%, Depends_On: []}}'
try 'components: [a, b]'
try 'components: {a: {slo: 99%, measured: 98%}}' | head -1
mkdir "$TMP/empty" && cd "$TMP" && slacalc empty 2>&1
printf 'components: {a: {slo: 99%%, measured: 98%%}}' | slacalc -f json --basis measured --set a.measured= - | jq .services[0].availability
