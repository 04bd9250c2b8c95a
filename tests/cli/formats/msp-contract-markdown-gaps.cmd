cd ../../../examples && slacalc -f markdown --gaps --basis all msp-contract.yaml
