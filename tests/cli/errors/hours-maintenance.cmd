slacalc hours-maintenance.yaml
