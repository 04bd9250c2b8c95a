slacalc
