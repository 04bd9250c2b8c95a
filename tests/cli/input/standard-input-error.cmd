printf "components:\n  web: 99.9\n" | slacalc -
