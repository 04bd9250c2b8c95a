slacalc no-level.yaml
