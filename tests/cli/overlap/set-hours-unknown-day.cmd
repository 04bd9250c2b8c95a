slacalc --set 'desk.hours=Mun 08:00-18:00' contract.yaml
