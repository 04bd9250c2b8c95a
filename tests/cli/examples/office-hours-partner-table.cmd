cd ../../../examples && slacalc office-hours-partner.yaml
