slacalc cycle-hours.yaml
