slacalc --print-model --against old.yaml new.yaml
