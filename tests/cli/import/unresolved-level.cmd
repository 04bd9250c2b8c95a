slacalc --unresolved 99.5% unresolved.yaml
