slacalc --period 0d ../../../examples/web-shop.yaml
