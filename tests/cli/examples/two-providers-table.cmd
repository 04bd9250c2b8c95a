cd ../../../examples && slacalc two-providers.yaml
