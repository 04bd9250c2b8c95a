slacalc -f csv --against old.yaml new.yaml
