slacalc --unresolved warn no-overlay.yaml overlay-catalog.yaml
