slacalc ../../../examples/minimal.yaml >/dev/full
