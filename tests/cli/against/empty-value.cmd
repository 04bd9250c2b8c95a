slacalc --against= new.yaml
