slacalc several-files.yaml several-files.second.yaml
