slacalc ../../../examples/minimal.yaml >&-
