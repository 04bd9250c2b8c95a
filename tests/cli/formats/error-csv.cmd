slacalc -f csv ../errors/unknown-name.yaml
