slacalc -f markdown odd-names.yaml
