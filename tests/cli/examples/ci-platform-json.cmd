cd ../../../examples && slacalc -f json ci-platform.yaml
