slacalc control-characters.yaml
