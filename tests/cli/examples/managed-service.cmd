cd ../../../examples && slacalc --money managed-service.yaml
