slacalc --set series.sla=99.7002999% --require series=99.7003% series.yaml
