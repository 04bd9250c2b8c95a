slacalc each-cycle.yaml
