slacalc --help >/dev/full
