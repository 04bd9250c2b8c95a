cd ../../../examples && slacalc -f dot web-shop.yaml
