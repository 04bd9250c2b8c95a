slacalc --period 30 ../../../examples/web-shop.yaml
