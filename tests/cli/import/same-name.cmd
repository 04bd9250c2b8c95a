slacalc --print-model same-name.yaml && slacalc --set resource:default/x.slo=99% --down component:x --service component:default/X same-name.yaml
