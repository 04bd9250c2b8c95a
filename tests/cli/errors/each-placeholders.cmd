slacalc each-placeholders.yaml
