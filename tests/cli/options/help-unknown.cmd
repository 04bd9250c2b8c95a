# Whoever writes a model there wants either help or a report.
slacalc --help shop.yaml
