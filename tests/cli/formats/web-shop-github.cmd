cd ../../../examples && slacalc -f github web-shop.yaml
