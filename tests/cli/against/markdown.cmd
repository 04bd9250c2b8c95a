slacalc -f markdown --against old.yaml new.yaml | sed "/^## /,\$d"
