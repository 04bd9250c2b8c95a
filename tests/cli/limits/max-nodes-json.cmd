slacalc --max-nodes 1 -f json ../input/shared-zone.yaml
