slacalc ../../../examples/minimal.yaml ../../../examples/minimal.yaml
