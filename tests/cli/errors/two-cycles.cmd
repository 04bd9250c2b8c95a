slacalc two-cycles.yaml
