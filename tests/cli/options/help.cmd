slacalc --help
