slacalc --all levels.yaml
