slacalc --print-model overlay.yaml overlay-catalog.yaml
