# A vendor is judged by its own hours, with what it needs; the largest part counts, at most the cap; without a fee only the
# part is known. What another service of the report needs pays to that one.
cat >"$TMP/model.yaml" <<'END'
components:
  line: 99.9%
  vendor: {sla: 99%, hours: "Mon-Fri 08:00-18:00", credits: {99%: 10%, 98%: 60%}, credit_cap: 40%, depends_on: [line]}
  other: {sla: 99.9%, credits: {99.9%: 5%}, fee: 20 EUR, claim_within: 2 weeks}
  shop: {sla: 99.9%, credits: {99.9%: 10%, 50%: 100%}, fee: 100 EUR, depends_on: [vendor, other]}
END
printf 'component,start,end\nline,2026-03-02T08:00:00Z,2026-03-03T18:00:00Z\nother,2026-03-07T00:00:00Z,2026-03-07T00:40:00Z\n' >"$TMP/log.csv"
cd "$TMP" || exit 1
slacalc --log log.csv model.yaml
slacalc --log log.csv -f markdown model.yaml
slacalc --log log.csv -f csv model.yaml
slacalc --log log.csv -f html model.yaml | grep -c recoverable
