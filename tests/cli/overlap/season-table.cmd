slacalc london.yaml
