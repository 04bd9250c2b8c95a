slacalc --require checkout ../../../examples/web-shop.yaml
