slacalc unicode-column.yaml
