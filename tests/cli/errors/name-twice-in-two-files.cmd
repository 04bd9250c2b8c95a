slacalc name-twice-in-two-files.yaml name-twice-in-two-files.second.yaml
