slacalc hours-times.yaml
