slacalc -o /dev/stdout ../../../examples/minimal.yaml >&-
