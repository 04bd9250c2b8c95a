cd ../../../examples && slacalc --depth 1 -s consume kafka.yaml
