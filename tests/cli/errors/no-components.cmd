slacalc no-components.yaml
