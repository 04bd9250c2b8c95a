slacalc unicode-names.yaml
