echo "components: {a: {depends_on: [b]}}" >$TMP/o.yaml; cd $TMP; slacalc --against o.yaml $OLDPWD/new.yaml
