slacalc --plan ../against/old.yaml
