slacalc split.yaml
