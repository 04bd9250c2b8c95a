slacalc --period 1Q ../../../examples/web-shop.yaml
