slacalc --set 'desk.hours=' contract.yaml
