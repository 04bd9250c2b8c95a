cd ../../../examples && slacalc --set 'card-payments.hours=Mon-Fri 09:00-17:00' office-hours-partner.yaml
