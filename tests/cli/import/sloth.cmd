slacalc sloth.yaml
