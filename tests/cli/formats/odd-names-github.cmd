slacalc -f github odd-names.yaml
