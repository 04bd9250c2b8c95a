slacalc -f html --plan shop.yaml | grep "plan:"
