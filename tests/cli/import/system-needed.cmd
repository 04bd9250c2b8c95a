# A system that is needed needs its members, whether its domain, another one's SLO or a figure on it says so.
slacalc system-needed.yaml; status=$?
cat >"$TMP/domain.yaml" <<'DOMAIN'
{apiVersion: backstage.io/v1alpha1, kind: Domain, metadata: {name: sales}, spec: {owner: team}}
---
{apiVersion: backstage.io/v1alpha1, kind: Domain, metadata: {name: shops}, spec: {subdomainOf: sales}}
---
{apiVersion: backstage.io/v1alpha1, kind: System, metadata: {name: cart}, spec: {domain: shops}}
---
{apiVersion: backstage.io/v1alpha1, kind: System, metadata: {name: idle}, spec: {domain: shops}}
---
{apiVersion: backstage.io/v1alpha1, kind: Component, metadata: {name: kit}, spec: {type: library, system: cart, dependsOn: [component:web]}}
---
{apiVersion: backstage.io/v1alpha1, kind: API, metadata: {name: buy}, spec: {type: openapi, system: cart}}
---
{apiVersion: backstage.io/v1alpha1, kind: Component, metadata: {name: web, annotations: {slacalc/slo: "99%"}}, spec: {type: service, providesApis: [buy]}}
---
{apiVersion: openslo/v1, kind: SLO, metadata: {name: sales}, spec: {service: sales, objectives: [{target: 0.98}]}}
DOMAIN
slacalc --print-model "$TMP/domain.yaml" 2>/dev/null | sed 's/ *#.*//'
exit $status
