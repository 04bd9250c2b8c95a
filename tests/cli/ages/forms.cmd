slacalc forms.yaml
