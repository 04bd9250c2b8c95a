slacalc --min-kept 1.5 hours.yaml
slacalc --min-kept 0% hours.yaml
slacalc --min-kept 95%% hours.yaml
slacalc --money hours.yaml
slacalc --min-kept 95% ../../../examples/minimal.yaml
slacalc --money --plan hours.yaml
slacalc --min-kept 95% --against hours.yaml hours.yaml
