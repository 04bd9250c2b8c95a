cd ../../../examples && slacalc -f markdown msp-contract.yaml
