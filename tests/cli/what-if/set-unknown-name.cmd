slacalc --set wbe.slo=99% ../../../examples/web-shop.yaml
