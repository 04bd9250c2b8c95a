# What is written in an unusual way, or is unusually small, reads back too.
cat >"$TMP/odd.yaml" <<'END'
components:
  always: {slo: 99.9%, sla: 99%, hours: 24X7}
  twice: {slo: 99.9%, sla: 99%, hours: ["24X7", "Mon 08:00-18:00", "Mon, Wed 20:00-22:00"]}
  short: {slo: 99.9%, sla: 99%, period: 0.00000000000000000000000000000000000000000000000000000000000000000000000000000001s}
END
slacalc --print-model "$TMP/odd.yaml" | sed 's/  #.*//' | tee "$TMP/printed.yaml"
slacalc --exit-zero -f csv "$TMP/odd.yaml" | cut -d, -f1-14 >"$TMP/first.csv"
slacalc --exit-zero -f csv "$TMP/printed.yaml" | cut -d, -f1-14 | diff "$TMP/first.csv" -
