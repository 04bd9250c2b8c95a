slacalc list-at-top.yaml
