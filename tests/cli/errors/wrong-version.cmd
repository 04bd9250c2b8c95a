slacalc wrong-version.yaml
