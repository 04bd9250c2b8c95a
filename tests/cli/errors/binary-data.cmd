slacalc binary-data.yaml
