slacalc --basis slo basis.yaml
