cd ../../../examples && slacalc -f junit --strict two-providers.yaml
