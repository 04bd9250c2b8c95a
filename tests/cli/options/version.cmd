slacalc --version
