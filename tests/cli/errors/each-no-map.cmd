slacalc each-no-map.yaml
