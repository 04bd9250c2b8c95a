slacalc --against - - <old.yaml
