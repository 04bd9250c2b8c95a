cd $TMP; sed "s/cost: 90/cost: 90, needs: [api-two]/; s/cost: 180/cost: 180, needs: [lb-9999]/" $OLDPWD/shop.yaml >m.yaml; slacalc --plan m.yaml
