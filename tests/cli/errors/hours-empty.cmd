slacalc hours-empty.yaml
