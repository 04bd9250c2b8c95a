slacalc needs-itself.yaml
