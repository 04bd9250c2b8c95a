slacalc --set 'desk.hours=[Mon,Wed 08:00-18:00]' contract.yaml
