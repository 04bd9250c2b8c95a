cd ../../../examples && slacalc -f json two-providers.yaml
