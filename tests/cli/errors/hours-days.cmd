slacalc hours-days.yaml
