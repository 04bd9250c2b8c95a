slacalc -q --names ../../../examples/minimal.yaml
