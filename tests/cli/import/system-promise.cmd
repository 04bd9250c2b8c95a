slacalc system-promise.yaml
