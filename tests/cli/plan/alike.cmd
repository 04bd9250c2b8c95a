# Services for which every amount buys the same share a line, and each amount says what is taken for it.
cd $TMP; { echo "components:"; for i in 1 2 3 4 5 6 7; do echo "  s$i: {sla: 99.95%, depends_on: [a]}"; done; echo "  t: {sla: 99.9%, depends_on: [b]}"; echo "  a: 99.8%"; echo "  b: 99.9%"; echo "options:"; echo "  a-two: {cost: 10, set: {a.replicas: 2}}"; echo "  a-better: {cost: 4, set: {a.slo: 99.9%}}"; } >m.yaml
COLUMNS=80 slacalc --plan m.yaml | sed '/^$/,$d'
