slacalc --against missing.yaml new.yaml
