cd ../../../examples && slacalc --against web-shop.yaml web-shop-change.yaml
