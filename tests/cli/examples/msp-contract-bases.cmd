cd ../../../examples && slacalc --basis all msp-contract.yaml
