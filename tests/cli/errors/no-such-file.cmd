slacalc no-such-file.yaml
