slacalc level-without-percent.yaml
