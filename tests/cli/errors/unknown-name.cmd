slacalc unknown-name.yaml
