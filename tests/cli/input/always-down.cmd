slacalc -f json always-down.yaml
