slacalc 18-openslo-alerts-only.yaml
