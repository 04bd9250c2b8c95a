slacalc syntax.yaml
