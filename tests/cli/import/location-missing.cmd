cd "$TMP" && cat >catalog-info.yaml <<'END'
apiVersion: backstage.io/v1alpha1
kind: Location
metadata: {name: root}
spec: {targets: [./missing.yaml, .]}
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: a, annotations: {slacalc/slo: 99.9%}}
spec: {type: service}
END
slacalc catalog-info.yaml
slacalc --unresolved warn --print-model catalog-info.yaml
