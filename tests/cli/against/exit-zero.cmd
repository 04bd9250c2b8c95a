slacalc -q --exit-zero --against old.yaml new.yaml
