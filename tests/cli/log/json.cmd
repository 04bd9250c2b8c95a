slacalc --log incidents.csv -f json shop.yaml 2>/dev/null | sed -n '/^  "log"/,$p'
