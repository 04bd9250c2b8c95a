slacalc --plan --set shop.sla= shop.yaml
