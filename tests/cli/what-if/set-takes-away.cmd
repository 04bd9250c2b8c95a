slacalc --basis measured --set web.measured= --set web.measured= set-takes-away.yaml
