slacalc guaranteed.yaml
