slacalc template.yaml template-name.yaml
