slacalc --min-kept 90% hours.yaml | sed -n 3,5p
