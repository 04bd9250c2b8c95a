cd $TMP; sed "s/{lb.slo/{lp.slo/" $OLDPWD/shop.yaml >m.yaml; slacalc --plan m.yaml
