slacalc --log incidents.csv --period 1w --from 2026-03-02 --to 2026-03-31 -s support shop.yaml 2>/dev/null
