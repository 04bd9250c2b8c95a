slacalc --why --top few failover.yaml
