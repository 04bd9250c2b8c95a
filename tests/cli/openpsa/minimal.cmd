cd ../../../examples && slacalc -f openpsa minimal.yaml
