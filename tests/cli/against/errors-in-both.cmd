cd $TMP; echo "components: {a: {depends_on: [b]}}" >o.yaml; echo "components: {a: {slo: 99}}" >n.yaml; slacalc --against o.yaml n.yaml
