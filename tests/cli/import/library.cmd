# What a library calls its user calls, though it gives its API or is used by another library.
slacalc library.yaml; status=$?
cat >"$TMP/deep.yaml" <<'DEEP'
{apiVersion: backstage.io/v1alpha1, kind: Component, metadata: {name: shop, annotations: {slacalc/slo: "99.99%"}}, spec: {type: service, consumesApis: [queueing]}}
---
{apiVersion: backstage.io/v1alpha1, kind: Component, metadata: {name: client}, spec: {type: library, providesApis: [queueing], dependsOn: [component:transport]}}
---
{apiVersion: backstage.io/v1alpha1, kind: Component, metadata: {name: transport}, spec: {type: library, dependsOn: [component:shop]}}
---
{apiVersion: backstage.io/v1alpha1, kind: Component, metadata: {name: queue, annotations: {slacalc/slo: "99%"}}, spec: {type: service, dependencyOf: [component:transport]}}
---
{apiVersion: backstage.io/v1alpha1, kind: Component, metadata: {name: codec, annotations: {slacalc/slo: "98%"}}, spec: {type: library, dependencyOf: [component:transport]}}
DEEP
slacalc --print-model "$TMP/deep.yaml" 2>/dev/null | sed 's/ *#.*//'
exit $status
