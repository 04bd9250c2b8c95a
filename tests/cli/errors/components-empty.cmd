slacalc components-empty.yaml
