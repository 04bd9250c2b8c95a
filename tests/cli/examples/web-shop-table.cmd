cd ../../../examples && slacalc web-shop.yaml
