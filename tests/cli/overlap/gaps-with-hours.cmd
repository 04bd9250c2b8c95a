slacalc --gaps -s help contract.yaml
