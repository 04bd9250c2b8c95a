slacalc --why --service site alike-apart.yaml | sed -n '/fails when/,/^$/p'
