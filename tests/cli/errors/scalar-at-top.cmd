slacalc scalar-at-top.yaml
