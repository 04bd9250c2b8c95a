slacalc --basis slos ../../../examples/minimal.yaml
