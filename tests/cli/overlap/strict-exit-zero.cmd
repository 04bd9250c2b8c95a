slacalc --strict --exit-zero --gaps guaranteed.yaml
