slacalc end-to-end.yaml
