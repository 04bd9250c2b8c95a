slacalc sloth-wrong.yaml
