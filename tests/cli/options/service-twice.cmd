slacalc --service web --service web ../../../examples/web-shop.yaml
