slacalc --max-age 0s shop.yaml
