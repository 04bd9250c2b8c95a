slacalc -f github ../errors/unknown-name.yaml
