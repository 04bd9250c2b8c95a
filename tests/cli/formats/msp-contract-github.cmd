cd ../../../examples && slacalc -f github msp-contract.yaml
