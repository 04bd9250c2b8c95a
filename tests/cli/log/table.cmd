slacalc --log incidents.csv shop.yaml
