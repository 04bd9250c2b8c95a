cd ../../../examples && slacalc -f csv web-shop.yaml
