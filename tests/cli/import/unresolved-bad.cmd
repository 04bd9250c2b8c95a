slacalc --unresolved warm unresolved.yaml; slacalc --unresolved 101% unresolved.yaml
