slacalc unknown.yaml
