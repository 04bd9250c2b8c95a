slacalc -f sarif ../errors/unknown-name.yaml
