slacalc - <<'EOF' | grep -B 1 'largest causes'
components: {p: 99%, s: 99.99%, q: 99.9%, desk: {slo: 99.9%, hours: Mon-Fri 08:00-18:00},
  pair: {depends_on: [{any: [p, s], failover: 80%}]},
  part: {depends_on: [{traffic: 40%, needs: q}]},
  group: {depends_on: [{traffic: 40%, needs: {all: [q, s]}}]},
  app: {sla: 99.95%, depends_on: [pair]}, calls: {sla: 99.95%, hours: Mon-Sat 08:00-18:00, depends_on: [pair, desk]},
  one: {sla: 99.99%, depends_on: [part]}, two: {sla: 99.99%, depends_on: [group]}}
EOF
