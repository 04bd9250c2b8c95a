slacalc --print-model references.yaml && slacalc references.yaml
