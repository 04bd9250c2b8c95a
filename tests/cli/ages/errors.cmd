slacalc errors.yaml
