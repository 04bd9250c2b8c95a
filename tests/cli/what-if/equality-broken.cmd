slacalc --set series.sla=99.7003% series.yaml
