cd ../../../examples && slacalc kafka.yaml
