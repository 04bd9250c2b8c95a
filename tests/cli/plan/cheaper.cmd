slacalc --plan --set shop.sla=99.89% shop.yaml | head -2; slacalc -q --plan --set shop.sla=99.89% shop.yaml
