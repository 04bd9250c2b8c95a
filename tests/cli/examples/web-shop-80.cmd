cd ../../../examples && COLUMNS=80 slacalc web-shop.yaml
