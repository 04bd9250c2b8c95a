cd ../../../examples && slacalc -f sarif msp-contract.yaml
