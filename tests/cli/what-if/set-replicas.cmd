slacalc --set web.replicas=5 --set web.quorum=3 -s checkout ../../../examples/web-shop.yaml
