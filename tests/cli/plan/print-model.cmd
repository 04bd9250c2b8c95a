slacalc --print-model shop.yaml; slacalc --print-model shop.yaml | slacalc --plan - | head -1
