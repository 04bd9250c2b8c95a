slacalc missing-separator.yaml
