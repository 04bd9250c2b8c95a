slacalc --require checkout=99.9% ../../../examples/web-shop.yaml
