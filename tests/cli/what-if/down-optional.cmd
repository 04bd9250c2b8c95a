slacalc --down recommendations ../../../examples/web-shop.yaml
