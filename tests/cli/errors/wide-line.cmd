slacalc wide-line.yaml
