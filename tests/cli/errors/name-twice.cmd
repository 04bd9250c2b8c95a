slacalc name-twice.yaml
