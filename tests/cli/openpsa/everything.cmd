slacalc -f openpsa everything.yaml
