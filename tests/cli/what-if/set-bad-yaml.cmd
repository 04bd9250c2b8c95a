slacalc --set 'web.depends_on=[a' ../../../examples/web-shop.yaml
