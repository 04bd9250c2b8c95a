slacalc --basis sla -f json - <<'END' | jq -c '.services[] | [.name, .unavailability, .bounds.worst.unavailability]'
components:
  z: 99.9%
  a: {sla: 50%, slo: 99.99%, depends_on: z}
  b: 60%
  g: {slo: 100%, sla: 10%, depends_on: [{any: [a, b], beta: 50%}]}
END
