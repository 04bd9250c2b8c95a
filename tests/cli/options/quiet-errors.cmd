slacalc --quiet ../errors/unknown-name.yaml
