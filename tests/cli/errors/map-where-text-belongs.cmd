slacalc map-where-text-belongs.yaml
