cd ../../../examples && slacalc -f markdown web-shop.yaml
