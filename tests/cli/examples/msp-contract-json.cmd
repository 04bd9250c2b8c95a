cd ../../../examples && slacalc -f json msp-contract.yaml
