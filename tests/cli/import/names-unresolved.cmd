slacalc --names unresolved.yaml
