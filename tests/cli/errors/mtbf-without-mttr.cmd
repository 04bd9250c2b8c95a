slacalc mtbf-without-mttr.yaml
