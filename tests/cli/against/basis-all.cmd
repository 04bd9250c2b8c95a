slacalc -b all --against old.yaml new.yaml
