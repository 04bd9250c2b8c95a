slacalc currencies.yaml
