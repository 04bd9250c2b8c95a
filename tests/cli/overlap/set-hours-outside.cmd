slacalc --set 'desk.hours=Mon 08:00-25:00' contract.yaml
