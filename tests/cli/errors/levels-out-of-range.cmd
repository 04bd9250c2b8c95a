slacalc levels-out-of-range.yaml
