slacalc --gaps shop.yaml
