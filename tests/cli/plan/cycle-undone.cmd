# The service does not need what goes in a circle by one option, and no more once the other one is taken too: the plan finds both.
cd $TMP; printf '%s\n' 'components:' '  shop: {slo: 99%, objective: 99.5%}' '  a: {slo: 99%, depends_on: [c]}' \
    '  b: {slo: 99%, depends_on: [a]}' '  c: 99%' 'options:' \
    '  both: {cost: 1, set: {shop.slo: 99.9%, a.depends_on: [b]}}' '  other: {cost: 1, set: {b.depends_on: [c]}}' >m.yaml
slacalc --plan m.yaml | head -3
