cd ../../../examples && slacalc -f json two-regions.yaml
