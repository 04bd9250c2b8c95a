slacalc beta-and-across.yaml
