slacalc --set 'desk.hours=08:00-08:00' contract.yaml
