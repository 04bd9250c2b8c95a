slacalc 09-location-matches-nothing/all.yaml
