slacalc -f json ../../../examples/web-shop.yaml >/dev/full
