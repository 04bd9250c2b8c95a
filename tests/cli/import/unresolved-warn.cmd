slacalc --unresolved warn unresolved.yaml
