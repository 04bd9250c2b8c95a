slacalc --set zone-a.depends_on=db-a ../../../examples/web-shop.yaml
