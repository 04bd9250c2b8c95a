slacalc -f json -f table ../../../examples/minimal.yaml
