slacalc shared-zone.yaml
