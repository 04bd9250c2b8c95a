slacalc unresolved.yaml
