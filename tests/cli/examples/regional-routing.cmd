cd ../../../examples && slacalc --why regional-routing.yaml
