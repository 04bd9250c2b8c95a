slacalc --exit-zero no-such-file.yaml
