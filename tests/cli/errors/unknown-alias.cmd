slacalc unknown-alias.yaml
