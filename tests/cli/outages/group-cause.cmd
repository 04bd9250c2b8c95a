slacalc --outages group-cause.yaml
