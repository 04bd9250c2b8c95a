slacalc --set web.ola= set-takes-away.yaml
