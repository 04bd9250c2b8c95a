slacalc ../../../examples/minimal.yaml --format
