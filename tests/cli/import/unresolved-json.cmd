slacalc --unresolved warn -f json unresolved.yaml | grep -E '"unresolved"|cycles'
