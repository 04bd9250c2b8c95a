slacalc byte-order-mark.yaml
