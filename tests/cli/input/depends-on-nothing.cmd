slacalc depends-on-nothing.yaml
