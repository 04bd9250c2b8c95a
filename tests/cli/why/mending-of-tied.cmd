slacalc - <<'EOF' | grep -A 2 '^sla.* is '
components:
  zone-a: 99.9%
  zone-b: 99.9%
  a: 99%
  b: 99%
  web: {slo: 99.5%, replicas: 3, quorum: 2, across: [zone-a, zone-b]}
  pair: {depends_on: [{any: [a, b], beta: 10%}]}
  node: {slo: 99%, replicas: 2, across: [zone-a, zone-b]}
  app: {sla: 99.99%, depends_on: [pair]}
  site: {sla: 99.95%, depends_on: [web]}
  farm: {sla: 99.99%, depends_on: [node]}
EOF
