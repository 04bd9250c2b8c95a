slacalc --color sometimes ../../../examples/minimal.yaml
