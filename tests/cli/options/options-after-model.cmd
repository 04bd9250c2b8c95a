slacalc ../../../examples/minimal.yaml -f json
