slacalc --set web.sloo=99% ../../../examples/web-shop.yaml
