slacalc --why -f markdown failover.yaml
