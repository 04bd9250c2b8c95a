slacalc optional-below-any.yaml
