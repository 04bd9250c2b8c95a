slacalc --set web.slo= --set web.slo=99% set-takes-away.yaml
