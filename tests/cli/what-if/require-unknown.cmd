slacalc --require chekout=99.9% ../../../examples/web-shop.yaml
