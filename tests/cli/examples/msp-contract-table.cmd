cd ../../../examples && slacalc msp-contract.yaml
