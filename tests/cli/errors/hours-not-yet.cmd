slacalc hours-not-yet.yaml
