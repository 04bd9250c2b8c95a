slacalc --gaps -s site contract.yaml
