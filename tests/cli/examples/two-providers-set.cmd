cd ../../../examples && slacalc --set provider-b.slo=99.95% two-providers.yaml
