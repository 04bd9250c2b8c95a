slacalc -f json same-component-twice.yaml
