slacalc --against new.yaml old.yaml | head -7
