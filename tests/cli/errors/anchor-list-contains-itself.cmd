slacalc anchor-list-contains-itself.yaml
