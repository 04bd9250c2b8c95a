cd ../../../examples && slacalc -f github --strict two-providers.yaml
