cp old.yaml $TMP/o.yaml; cd $TMP; slacalc -o o.yaml --against o.yaml $OLDPWD/new.yaml; cmp o.yaml $OLDPWD/old.yaml
