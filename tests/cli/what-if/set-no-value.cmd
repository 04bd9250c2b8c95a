slacalc --set web.slo ../../../examples/web-shop.yaml
