cp old.yaml $TMP/same.yaml && slacalc --against $TMP/same.yaml old.yaml | head -8
