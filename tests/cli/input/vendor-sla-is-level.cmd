slacalc vendor-sla-is-level.yaml
