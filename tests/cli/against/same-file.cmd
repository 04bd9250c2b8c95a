slacalc --against ../against/old.yaml old.yaml
