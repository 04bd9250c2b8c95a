cd $TMP
echo "components: {a: {slo: 100%, sla: 99.8%, depends_on: [b, c]}, b: {sla: 99.9%}, c: {sla: 99.9%}}" >old.yaml
sed 's/99.8%/99.79%/; s/b: {sla: 99.9%}/b: {slo: 99.9%}/' old.yaml >new.yaml
slacalc --strict --against old.yaml new.yaml | head -4
slacalc --against old.yaml new.yaml | head -1
