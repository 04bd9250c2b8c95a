slacalc --log incidents.csv -f junit shop.yaml 2>/dev/null
