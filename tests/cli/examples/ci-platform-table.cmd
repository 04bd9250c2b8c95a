cd ../../../examples && slacalc ci-platform.yaml
