slacalc each-keys.yaml
