slacalc -o /dev/full ../../../examples/minimal.yaml
