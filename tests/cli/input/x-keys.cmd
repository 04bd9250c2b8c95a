slacalc x-keys.yaml
