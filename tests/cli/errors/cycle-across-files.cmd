slacalc cycle-across-files.yaml cycle-across-files.second.yaml
