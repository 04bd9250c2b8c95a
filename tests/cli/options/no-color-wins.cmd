NO_COLOR=1 slacalc ../../../examples/minimal.yaml
