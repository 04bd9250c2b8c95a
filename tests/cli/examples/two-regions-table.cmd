cd ../../../examples && slacalc two-regions.yaml
