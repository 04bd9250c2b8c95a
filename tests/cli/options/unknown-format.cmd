slacalc --format jsn ../../../examples/minimal.yaml
