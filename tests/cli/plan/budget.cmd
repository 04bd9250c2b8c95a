slacalc --max-nodes 200 --plan shop.yaml | head -3
