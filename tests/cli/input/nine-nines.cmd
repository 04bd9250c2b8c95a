slacalc -f json nine-nines.yaml
