slacalc --set web.replicas=1 ../../../examples/web-shop.yaml
