slacalc ../../../examples/catalogue/catalog-info.yaml ../../../examples/catalogue/slos.yaml ../../../examples/catalogue/overlay.yaml
