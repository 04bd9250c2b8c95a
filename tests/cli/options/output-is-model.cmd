# Whatever it is called, and whoever led to it: no model is replaced by its own report, nor by that of its errors.
cp ../../../examples/minimal.yaml "$TMP/model.yaml" && cd "$TMP" && mkdir folder
printf '%s\n' 'apiVersion: backstage.io/v1alpha1' 'kind: Location' 'metadata: {name: all}' 'spec: {target: ./part.yaml}' >folder/all.yaml
printf '%s\n' 'apiVersion: backstage.io/v1alpha1' 'kind: Component' 'metadata: {name: web, annotations: {slacalc/slo: 99%}}' >folder/part.yaml
echo 'components: [' >wrong.yaml
ln model.yaml hard && ln -s model.yaml soft && cksum *.yaml folder/* >before
slacalc -o model.yaml model.yaml
slacalc -o hard model.yaml
slacalc -o ./soft --names model.yaml
slacalc -o soft --print-model - <model.yaml
slacalc -o folder/part.yaml folder/all.yaml
slacalc -o wrong.yaml -f sarif wrong.yaml 2>&1 | grep -v '^ '
cksum *.yaml folder/* | cmp - before && slacalc -o other model.yaml && test -s other
