slacalc --names --against old.yaml new.yaml
