slacalc durations.yaml
