# Nothing but an own figure that counts has a next nine: not one from MTBF and MTTR, and not a promise of what needs something.
cd $TMP; cat >m.yaml <<'M'
components:
  s: {sla: 99.99%, depends_on: [a, b, c, d, e, f, g, h]}
  a: 80%
  b: 99%
  c: 99.95%
  d: 100%
  e: {mtbf: 100h, mttr: 1h}
  f: {sla: 99.5%, depends_on: [a]}
  g: {sla: 99.5%, slo: 99.9%}
  h: 99.9999999999%
M
slacalc -f json --plan m.yaml | jq -c .plan.tried.changes[] | sort; slacalc -f json --basis sla --plan m.yaml | jq -c .plan.tried.changes[] | grep g
slacalc --plan --down a --down b --down c --down e --down g --down h m.yaml | head -2
