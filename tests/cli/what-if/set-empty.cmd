slacalc --set '' ../../../examples/web-shop.yaml
