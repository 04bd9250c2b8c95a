slacalc --strict -q ../../../examples/web-shop.yaml
