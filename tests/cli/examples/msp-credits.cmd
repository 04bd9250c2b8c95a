cd ../../../examples && slacalc --log msp-incidents.csv msp-customer.yaml incidents/msp-credits.yaml
