slacalc --help all
