# The component's own mttr comes first, then --mttr, then that of its document; each document has its own.
cd "$TMP" || exit
printf 'mttr: 2h\ncomponents: {own: {slo: 99.9%%, mttr: 3h}, document: 99.9%%, s: {slo: 100%%, depends_on: [own, document, other]}}\n' >a.yaml
printf 'components: {other: 99.9%%}\n' >b.yaml
slacalc -f json a.yaml b.yaml | jq -c '[.components[] | {name, mttr_s, mttr_assumed}], .services[0].outages'
slacalc -f json --mttr 1h a.yaml b.yaml | jq -c '[.components[] | {name, mttr_s, mttr_assumed}], .services[0].outages.assumed_mttr'
slacalc --print-model a.yaml b.yaml | grep -A3 -E '^  (own|document|other):'
