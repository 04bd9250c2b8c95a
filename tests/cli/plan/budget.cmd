slacalc --max-nodes 300 --plan shop.yaml | head -2
