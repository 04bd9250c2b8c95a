slacalc --why --need split.yaml
