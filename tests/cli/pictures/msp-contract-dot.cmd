cd ../../../examples && slacalc -f dot msp-contract.yaml
