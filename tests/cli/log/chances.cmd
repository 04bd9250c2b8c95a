# Where outages have a length, the model says how likely it is that as much was lost, or as little: exactly for few states, at
# most that for many, approximately by hours; without a length it says nothing.
cat >"$TMP/model.yaml" <<'END'
components:
  host: {slo: 99.9%, mttr: 1h}
  db: {slo: 99.95%, mttr: 4h}
  plain: 99.9%
  one: {sla: 99.9%, depends_on: [host]}
  two: {sla: 99.5%, depends_on: [host, db]}
  office: {sla: 99%, depends_on: [db], hours: "Mon-Fri 08:00-18:00"}
  unknown: {sla: 99%, depends_on: [host, plain]}
END
awk 'BEGIN {
    for (i = 1; i <= 8; i++) printf "  p%d: {slo: 99.9%%, mttr: %dm}\n", i, 50 + i
    print "  eight: {sla: 99.9%, depends_on: [p1, p2, p3, p4, p5, p6, p7, p8]}"
}' >>"$TMP/model.yaml"
printf 'component,start,end\nhost,2026-04-10T00:00:00Z,2026-04-10T00:43:12Z\ndb,2026-05-10T00:00:00Z,2026-05-12T00:00:00Z\np2,2026-05-01T00:00:00Z,2026-05-02T00:00:00Z\n' >"$TMP/log.csv"
cd "$TMP" || exit 1
slacalc --log log.csv model.yaml
slacalc --log log.csv -f markdown model.yaml | head -n 20
slacalc --log log.csv -f csv model.yaml | cut -d, -f3,21-
slacalc --log log.csv -f json -s eight model.yaml | grep -A 3 '"computed"'
slacalc --log log.csv -f html model.yaml | grep -o '<d[td]>[^/]*\(Surprising\|2026-05\|chance\)[^/]*'
slacalc --log log.csv -f github model.yaml
