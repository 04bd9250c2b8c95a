cd ../../../examples && slacalc --strict two-providers.yaml
