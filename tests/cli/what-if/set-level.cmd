slacalc --set web.slo=99% -s checkout ../../../examples/web-shop.yaml
