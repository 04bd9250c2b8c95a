slacalc --set web=99% ../../../examples/web-shop.yaml
