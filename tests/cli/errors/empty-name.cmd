slacalc empty-name.yaml
