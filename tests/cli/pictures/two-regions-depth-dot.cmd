cd ../../../examples && slacalc -f dot --depth 2 two-regions.yaml
