slacalc invalid-utf-8.yaml
