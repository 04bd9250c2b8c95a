cd ../../../examples && slacalc -f markdown --strict two-providers.yaml
