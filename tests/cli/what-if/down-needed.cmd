slacalc --down dns ../../../examples/web-shop.yaml
