slacalc failover.yaml
