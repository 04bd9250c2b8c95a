cd ../../../examples && LC_ALL=C slacalc web-shop.yaml
