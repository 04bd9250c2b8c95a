cd $TMP; sed "s/cost: 90/cost: 90, needs: [api-two, api-9995]/" $OLDPWD/shop.yaml >m.yaml; slacalc --plan m.yaml
