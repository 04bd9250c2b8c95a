slacalc --max-nodes 1 --require a=85% switch-in-cycle.yaml
