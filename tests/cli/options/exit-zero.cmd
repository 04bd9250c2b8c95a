cd ../../../examples && slacalc --exit-zero -q msp-customer.yaml
