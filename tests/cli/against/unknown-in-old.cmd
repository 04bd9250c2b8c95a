slacalc -s reports --against old.yaml new.yaml
