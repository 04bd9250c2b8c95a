slacalc --against old.yaml new.yaml | sed "/^Shop/,\$d"; slacalc -q --against old.yaml new.yaml
