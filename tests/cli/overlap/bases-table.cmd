slacalc -b all -s help contract.yaml
