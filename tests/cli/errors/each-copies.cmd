slacalc each-copies.yaml
