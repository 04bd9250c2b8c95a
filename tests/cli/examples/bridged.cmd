cd ../../../examples && slacalc --outages --why bridged.yaml
