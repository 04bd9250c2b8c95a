slacalc -f dot odd-names.yaml
