slacalc tab.yaml
