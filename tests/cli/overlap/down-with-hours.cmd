# What a what-if holds down is down at all hours: also at those at which it has promised nothing, and at best.
cat >"$TMP/desk.yaml" <<'END'
components:
  desk: {ola: 99%, hours: "Mon-Fri 08:00-18:00"}
  line: 99.9%
  shop: {slo: 100%, ola: 10%, depends_on: [desk, line]}
  page: {slo: 100%, ola: 99%, hours: "Mon-Fri 06:00-18:00", depends_on: {any: [desk, line]}}
END
slacalc --down desk -f json "$TMP/desk.yaml" | jq -c '.services[] | [.name, .unavailability, .bounds.best.unavailability, .bounds.worst.unavailability]'
