slacalc --unresolved 99.9% 17-unresolved-place.yaml
