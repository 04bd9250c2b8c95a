slacalc --why --top 2 -f html ../../../examples/web-shop.yaml | sed -n '/What each event means/,/<\/table>/p'
