slacalc -f openpsa together.yaml
