slacalc windows-line-ends-error.yaml
