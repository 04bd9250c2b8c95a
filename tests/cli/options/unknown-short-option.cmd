slacalc -x ../../../examples/minimal.yaml
