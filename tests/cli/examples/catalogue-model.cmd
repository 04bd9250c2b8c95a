slacalc --print-model ../../../examples/catalogue/overlay.yaml ../../../examples/catalogue/catalog-info.yaml ../../../examples/catalogue/slos.yaml
