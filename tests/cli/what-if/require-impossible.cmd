slacalc --require checkout=99.999% ../../../examples/web-shop.yaml
