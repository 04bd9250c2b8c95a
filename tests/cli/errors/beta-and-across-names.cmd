slacalc beta-and-across-names.yaml
