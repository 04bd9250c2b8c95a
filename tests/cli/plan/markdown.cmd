slacalc -f markdown --plan shop.yaml | head -6
