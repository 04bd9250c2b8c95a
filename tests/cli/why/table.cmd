slacalc --why ../../../examples/web-shop.yaml | sed -n '/fails when/,/^COMPONENT/p'
slacalc --why --top 40 alike.yaml | sed -n '/fails when/,/^COMPONENT/p'
COLUMNS=60 slacalc --why --top 2 alike.yaml | sed -n '/fails when/,/^COMPONENT/p'
slacalc --why --max-nodes 10 ../../../examples/web-shop.yaml 2>&1 | sed -n '/more work/p'
COLUMNS=80 slacalc --why --top 3 alike.yaml | sed -n '/^EVENT/,/^COMPONENT/p'
slacalc --why - <<'Y' | sed -n '/^EVENT/,$p' | head -2
components: {s: {depends_on: [a]}, a: 99%}
Y
LC_ALL=C slacalc --why - <<'Y' | sed -n '/^EVENT/,$p' | head -2
components: {s: {depends_on: [a]}, a: 99%}
Y
