slacalc --log incidents.csv -f markdown shop.yaml 2>/dev/null
