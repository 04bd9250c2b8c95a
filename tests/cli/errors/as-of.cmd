slacalc as-of.yaml
