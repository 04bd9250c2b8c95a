slacalc --log incidents.csv --from 2026-03-10 -s shop shop.yaml 2>/dev/null
