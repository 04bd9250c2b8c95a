cd ../../../examples && slacalc portal.yaml
