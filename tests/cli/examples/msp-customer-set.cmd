cd ../../../examples && slacalc --set database-team.ola=99.99% msp-customer.yaml
