cd ../../../examples && slacalc -f github --gaps web-shop.yaml
