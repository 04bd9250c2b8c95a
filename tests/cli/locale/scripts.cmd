# Names and owners in wide, combining and right-to-left scripts take the columns that a terminal gives them.
slacalc scripts.yaml
COLUMNS=60 slacalc scripts.yaml | tail -n 12
