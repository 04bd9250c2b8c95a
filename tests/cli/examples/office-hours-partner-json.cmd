cd ../../../examples && slacalc -f json office-hours-partner.yaml
