cd ../../../examples && slacalc msp-customer.yaml
