slacalc --max-nodes 8 asked-alone.yaml
slacalc --max-nodes 8 --quiet asked-alone.yaml
