slacalc --quiet ../../../examples/web-shop.yaml
