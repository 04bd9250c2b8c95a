slacalc --set 'desk.hours=' ../overlap/contract.yaml
