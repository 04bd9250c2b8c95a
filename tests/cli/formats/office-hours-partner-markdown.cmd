cd ../../../examples && slacalc -f markdown office-hours-partner.yaml
