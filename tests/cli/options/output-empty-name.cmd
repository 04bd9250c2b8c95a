slacalc -o '' ../../../examples/minimal.yaml
