slacalc --top 3 failover.yaml
