# What begins outages, in each format that has a place for it: replicas across places, a common cause and what is assumed.
cat >"$TMP/model.yaml" <<'END'
mttr: 2h
components:
  zone-a: 99.9%
  zone-b: 99.9%
  web: {slo: 99%, mttr: 15m, replicas: 4, quorum: 2, across: [zone-a, zone-b], beta: 2%}
  db-a: 99.9%
  db-b: 99.8%
  s: {slo: 100%, sla: 99.9%, depends_on: [web, {any: [db-a, db-b], beta: 5%}]}
END
cd "$TMP" || exit
slacalc --outages model.yaml
slacalc --outages -f markdown model.yaml | sed -n '/^- outages/p;/^| Outages/,/^$/p'
slacalc --outages -f html model.yaml | grep -A40 'What begins its outages' | sed '/<\/table>/q'
slacalc -f json model.yaml | jq -c '.services[].outages | .by |= map([.kind, .component, .part, .per_period])'
slacalc -f csv --mttr 1h model.yaml | cut -d, -f1-3,30-
