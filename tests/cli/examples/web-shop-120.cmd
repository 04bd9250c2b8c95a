cd ../../../examples && COLUMNS=120 slacalc web-shop.yaml
