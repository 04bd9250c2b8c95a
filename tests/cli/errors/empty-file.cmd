slacalc empty-file.yaml
