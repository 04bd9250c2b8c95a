slacalc --service wbe ../../../examples/web-shop.yaml
