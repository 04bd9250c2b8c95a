slacalc --set partner.timezone=+00:00 london.yaml
