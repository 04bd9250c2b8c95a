COLUMNS=60 slacalc --against old.yaml new.yaml | sed "/^Shop/,\$d"
