slacalc -f csv odd-names.yaml
