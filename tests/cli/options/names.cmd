slacalc --names ../../../examples/two-providers.yaml
