slacalc --unresolved warn overlay-wrong.yaml overlay-catalog.yaml
