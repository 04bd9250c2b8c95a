slacalc unknown-keys.yaml
