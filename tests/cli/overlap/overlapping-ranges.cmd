slacalc -s report overlapping-ranges.yaml
