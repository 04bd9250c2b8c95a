SOURCE_DATE_EPOCH=soon slacalc shop.yaml
