slacalc only-comments.yaml
