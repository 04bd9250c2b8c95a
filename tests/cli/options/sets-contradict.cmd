slacalc --set website.slo=99% --set website.slo=98% ../../../examples/minimal.yaml
