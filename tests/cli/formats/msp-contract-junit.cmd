cd ../../../examples && slacalc -f junit msp-contract.yaml
