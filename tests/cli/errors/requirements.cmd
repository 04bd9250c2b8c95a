slacalc requirements.yaml
