slacalc across-too-many.yaml
