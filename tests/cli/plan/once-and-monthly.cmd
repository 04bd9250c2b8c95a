cd $TMP; sed "s/cost: 90/cost: 90\\/M/" $OLDPWD/shop.yaml >m.yaml; slacalc --plan m.yaml 2>&1 | head -3
