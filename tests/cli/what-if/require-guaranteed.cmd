slacalc --require checkout=99% --strict -s checkout ../../../examples/web-shop.yaml
