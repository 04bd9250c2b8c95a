slacalc --set web.slo=99.9 ../../../examples/web-shop.yaml
