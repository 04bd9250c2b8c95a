slacalc --depth 0 odd-names.yaml
