cd ../../../examples && slacalc -f csv msp-contract.yaml
