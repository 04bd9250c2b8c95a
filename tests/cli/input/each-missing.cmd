slacalc -q each-missing.yaml; slacalc each-missing.yaml | head -3
