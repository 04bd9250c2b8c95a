slacalc --log incidents.csv -f github shop.yaml 2>/dev/null
