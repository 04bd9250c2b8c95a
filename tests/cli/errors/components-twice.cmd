slacalc components-twice.yaml
