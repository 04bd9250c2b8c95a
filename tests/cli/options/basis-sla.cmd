slacalc --basis sla basis.yaml
