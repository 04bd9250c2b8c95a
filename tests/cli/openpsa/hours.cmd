cd ../../../examples && slacalc -f openpsa office-hours-partner.yaml
