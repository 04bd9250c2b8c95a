slacalc -b all -f json -s site contract.yaml
