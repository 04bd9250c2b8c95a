sed "/^options/,\$d" shop.yaml >$TMP/m.yaml; { echo "overlay: true"; sed -n "/^options/,\$p" shop.yaml; } >$TMP/o.yaml; slacalc --plan $TMP/m.yaml $TMP/o.yaml | head -1
