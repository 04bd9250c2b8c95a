slacalc -f json -s help contract.yaml
