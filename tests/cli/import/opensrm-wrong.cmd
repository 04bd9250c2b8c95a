slacalc opensrm-wrong.yaml
