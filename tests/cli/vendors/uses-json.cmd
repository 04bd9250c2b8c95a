slacalc -f json shop.yaml
