slacalc -f github --against old.yaml new.yaml
