cd ../../../examples && slacalc minimal.yaml
