slacalc series.yaml
