slacalc credits.yaml
