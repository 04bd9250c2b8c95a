slacalc -f json --require web=99.99% ../../../examples/web-shop.yaml
