slacalc --formt json ../../../examples/minimal.yaml
