cd ../../../examples && slacalc --quiet msp-customer.yaml
