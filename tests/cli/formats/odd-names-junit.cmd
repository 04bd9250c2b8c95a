slacalc -f junit odd-names.yaml
