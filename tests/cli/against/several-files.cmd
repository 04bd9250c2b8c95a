head -4 old.yaml >$TMP/1.yaml; { echo components:; tail -n +5 old.yaml; } >$TMP/2.yaml; slacalc --against $TMP/1.yaml --against $TMP/2.yaml new.yaml | head -1
