slacalc -s help contract.yaml
