cd ../../../examples && slacalc --outages outages.yaml
