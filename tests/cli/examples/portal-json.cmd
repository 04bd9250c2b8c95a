cd ../../../examples && slacalc -f json portal.yaml
