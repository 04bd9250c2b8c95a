slacalc --set files.uses=aws/s33 shop.yaml
