cd ../../../examples && slacalc -f junit web-shop.yaml
