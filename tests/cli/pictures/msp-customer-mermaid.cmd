cd ../../../examples && slacalc -f mermaid msp-customer.yaml
