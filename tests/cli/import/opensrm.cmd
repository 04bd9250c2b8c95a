slacalc opensrm.yaml
