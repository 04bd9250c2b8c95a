cd $TMP; sed "s/{lb.slo/{lb.slx/" $OLDPWD/shop.yaml >m.yaml; slacalc --plan m.yaml
