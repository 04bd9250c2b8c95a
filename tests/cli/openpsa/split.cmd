slacalc -f openpsa split.yaml
