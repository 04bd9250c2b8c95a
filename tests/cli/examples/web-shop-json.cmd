cd ../../../examples && slacalc -f json web-shop.yaml
