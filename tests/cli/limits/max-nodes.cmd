slacalc --max-nodes 1 ../input/shared-zone.yaml
