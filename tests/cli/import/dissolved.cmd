# What others stand for has no figure that a question could change; other kinds can carry none.
cat >"$TMP/catalog.yaml" <<'YAML'
{apiVersion: backstage.io/v1alpha1, kind: Component, metadata: {name: web, annotations: {slacalc/slo: "99%"}}, spec: {type: service, providesApis: [buy]}}
---
{apiVersion: backstage.io/v1alpha1, kind: API, metadata: {name: buy}, spec: {type: openapi}}
YAML
slacalc --down buy "$TMP/catalog.yaml"
printf '%s' '{apiVersion: backstage.io/v1alpha1, kind: Group, metadata: {name: team, annotations: {slacalc/slo: "99%"}}}' | slacalc -
printf '%s' '{apiVersion: backstage.io/v1alpha1, kind: Component, metadata: {name: web, annotations: {slacalc/slo: "99%"}}, spec: {type: service, dependsOn: [system:lost]}}' | slacalc -
