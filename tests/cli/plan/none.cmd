slacalc --plan --set shop.sla=99.99% shop.yaml | head -1; slacalc -q --plan --set shop.sla=99.99% shop.yaml
