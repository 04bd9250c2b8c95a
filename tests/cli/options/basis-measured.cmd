slacalc --basis measured basis.yaml
