slacalc --names ../../../examples/catalogue ../../../examples/catalogue/overlay.yaml
