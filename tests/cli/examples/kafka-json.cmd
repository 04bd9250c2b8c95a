cd ../../../examples && slacalc -f json kafka.yaml
