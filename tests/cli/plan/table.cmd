slacalc --plan shop.yaml
