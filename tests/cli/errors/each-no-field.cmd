slacalc each-no-field.yaml
