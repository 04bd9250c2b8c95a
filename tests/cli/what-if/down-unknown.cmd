slacalc --down db-c ../../../examples/web-shop.yaml
