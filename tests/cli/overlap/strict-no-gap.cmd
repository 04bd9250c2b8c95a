slacalc --strict -q -s mail guaranteed.yaml
