slacalc -s account --against old.yaml new.yaml
