slacalc levels-not-numbers.yaml
