slacalc --down db-a ../../../examples/web-shop.yaml
