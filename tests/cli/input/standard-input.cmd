slacalc - <../../../examples/minimal.yaml
