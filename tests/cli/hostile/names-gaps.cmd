slacalc --gaps -s service names.yaml
