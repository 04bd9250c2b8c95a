slacalc -f html --against old.yaml new.yaml | sed -n "/aria-label=\"Change\"/,/<.section>/p"
