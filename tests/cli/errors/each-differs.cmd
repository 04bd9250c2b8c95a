slacalc each-differs.yaml
