cd ../../../examples && slacalc --gaps msp-contract.yaml
