slacalc --print-model --down a --service b cycle.yaml; slacalc --print-model -f json cycle.yaml
