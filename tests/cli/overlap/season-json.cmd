slacalc -f json london.yaml
