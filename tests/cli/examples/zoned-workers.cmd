cd ../../../examples && slacalc --why zoned-workers.yaml
