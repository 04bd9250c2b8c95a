slacalc --service web --service db-a ../../../examples/web-shop.yaml
