slacalc openslo.yaml
