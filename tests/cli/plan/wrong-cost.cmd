cd $TMP; sed "s/cost: 90/cost: -90/" $OLDPWD/shop.yaml >m.yaml; slacalc --plan m.yaml
