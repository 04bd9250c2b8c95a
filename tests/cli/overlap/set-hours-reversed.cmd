slacalc --set 'desk.hours=Mon 24:00-08:00' contract.yaml
