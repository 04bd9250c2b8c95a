slacalc --slo-as own end-to-end.yaml; slacalc --slo-as mine end-to-end.yaml
