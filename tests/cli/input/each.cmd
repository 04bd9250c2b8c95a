slacalc --print-model each.yaml each-change.yaml
