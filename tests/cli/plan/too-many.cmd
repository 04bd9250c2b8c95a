cd $TMP; { cat $OLDPWD/shop.yaml; seq -f "  o-%.0f: {set: {lb.slo: 99.99%%}, cost: 1, needs: [o-1]}" 62; } >m.yaml; slacalc --plan m.yaml
