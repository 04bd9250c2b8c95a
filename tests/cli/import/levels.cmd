slacalc levels.yaml
