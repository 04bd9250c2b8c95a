LC_ALL=C slacalc names.yaml
