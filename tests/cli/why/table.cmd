slacalc --why ../../../examples/web-shop.yaml | sed -n '/fails when/,/^COMPONENT/p'
slacalc --why --top 40 alike.yaml | sed -n '/fails when/,/^COMPONENT/p'
COLUMNS=60 slacalc --why --top 2 alike.yaml | sed -n '/fails when/,/^COMPONENT/p'
slacalc --why --max-nodes 10 ../../../examples/web-shop.yaml 2>&1 | sed -n '/more work/p'
