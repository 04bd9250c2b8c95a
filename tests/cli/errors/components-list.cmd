slacalc components-list.yaml
