slacalc cycle-model.yaml; slacalc -f openpsa cycle-model.yaml; slacalc --print-model cycle-model.yaml
