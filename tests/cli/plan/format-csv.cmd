slacalc -f csv --plan shop.yaml
