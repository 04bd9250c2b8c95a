slacalc windows-line-ends.yaml
