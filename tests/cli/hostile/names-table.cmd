slacalc names.yaml
