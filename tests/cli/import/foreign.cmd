slacalc foreign.yaml
