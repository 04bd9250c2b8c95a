slacalc --quiet advice.yaml && slacalc advice.yaml >/dev/null
