slacalc --max-nodes 260 --plan shop.yaml | head -3
