slacalc --strict -q -s shop guaranteed.yaml
