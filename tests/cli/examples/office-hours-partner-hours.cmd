cd ../../../examples && slacalc --set payment-partner.hours=24x7 --set card-payments.sla=99.5% office-hours-partner.yaml
