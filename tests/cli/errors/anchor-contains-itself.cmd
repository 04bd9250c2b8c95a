slacalc anchor-contains-itself.yaml
