slacalc --set 'checkout.depends_on=[web, {any: [db-a, db-b]}]' -s checkout ../../../examples/web-shop.yaml
