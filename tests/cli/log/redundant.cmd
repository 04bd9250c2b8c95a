# How long too few members of a group were up at once, beside what independent outages would have made of it, and the common
# cause that this amounts to: none where it never happened, or where a member that was never down has no part in it.
cat >"$TMP/model.yaml" <<'END'
components:
  a: 99.9%
  b: 99.9%
  c: 99.9%
  d: 99.9%
  web: {slo: 99.9%, replicas: 3, quorum: 2}
  s: {sla: 99%, depends_on: [{any: [a, b]}, {at_least: 2, of: [a, b, c]}, {any: [d, a]}, web]}
END
cat >"$TMP/log.csv" <<'END'
component,start,end,loss
a,2026-04-01T00:00:00Z,2026-04-01T10:00:00Z,
b,2026-04-01T09:00:00Z,2026-04-01T12:00:00Z,
b,2026-04-05T09:00:00Z,2026-04-05T12:00:00Z,
d,2026-04-15T09:00:00Z,2026-04-15T12:00:00Z,
web#1,2026-04-03T00:00:00Z,2026-04-03T10:00:00Z,
web#2,2026-04-03T09:00:00Z,2026-04-03T10:00:00Z,50%
web#3,2026-04-07T09:00:00Z,2026-04-07T10:00:00Z,
END
cd "$TMP" || exit 1
slacalc --log log.csv model.yaml
slacalc --log log.csv -f markdown model.yaml | grep -A 6 Redundant
slacalc --log log.csv -f json model.yaml | sed -n '/"redundant"/,$p'
slacalc --log log.csv -f html model.yaml | grep -c 'Too few up'
