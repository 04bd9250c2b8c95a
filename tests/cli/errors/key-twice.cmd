slacalc key-twice.yaml
