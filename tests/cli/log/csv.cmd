slacalc --log incidents.csv -f csv shop.yaml 2>/dev/null
