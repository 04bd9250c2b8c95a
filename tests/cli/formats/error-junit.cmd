slacalc -f junit ../errors/unknown-name.yaml
