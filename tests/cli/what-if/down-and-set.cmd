slacalc --down web --set web.slo=99% ../../../examples/web-shop.yaml
