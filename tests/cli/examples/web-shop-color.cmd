cd ../../../examples && slacalc --color=always web-shop.yaml
