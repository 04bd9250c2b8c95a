cd $TMP; echo "components: {a: 99%, b: {depends_on: [a]}}" >o.yaml;  echo "components: {a: 99%, c: {depends_on: [a]}}" >n.yaml; slacalc --against o.yaml n.yaml
