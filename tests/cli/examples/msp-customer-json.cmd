cd ../../../examples && slacalc -f json msp-customer.yaml
