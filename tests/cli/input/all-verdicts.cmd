slacalc all-verdicts.yaml
