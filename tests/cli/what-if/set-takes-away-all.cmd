slacalc --set web.slo= --set web.measured= --set web.sla= set-takes-away.yaml
