cd ../../../examples && slacalc --log ci-incidents.csv ci-platform.yaml
