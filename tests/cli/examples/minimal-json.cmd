cd ../../../examples && slacalc -f json minimal.yaml
