# Each is refused with one sentence that names what it is.
cd "$TMP"
try() {
    cat >"$1"
    slacalc "$1" 2>&1
}
echo 'services: {web: {image: nginx, depends_on: [db]}, db: {build: .}}' | try compose.yaml
echo 'groups: [{name: a, rules: [{alert: A, expr: up}]}]' | try rules.yaml
printf 'route: {receiver: a}\nreceivers: [{name: a}]\n' | try alertmanager.yaml
echo '{apiVersion: apps/v1, kind: Deployment, metadata: {name: web}}' | try deployment.yaml
printf 'apiVersion: v1\nkind: List\nitems: [{apiVersion: v1, kind: Service, metadata: {name: web}}]\n' | try list.yaml
echo '[{apiVersion: n9/v1alpha, kind: SLO, metadata: {name: web}, spec: {objectives: [{target: 0.9}]}}]' | try nobl9.yaml
echo '{apiVersion: v2, name: web, version: 1.0.0}' | try Chart.yaml
echo '{openapi: 3.1.0, components: {schemas: {}}}' | try openapi.yaml
printf 'on: push\njobs: {a: {runs-on: b}}\n' | try workflow.yaml
echo 'resource "nobl9_slo" "this" { name = "slo" }' | try main.tf
echo '{"terraform": {}, "resource": {}}' | try main.tf.json
echo '{apiVersion: openslo/v1, kind: AlertPolicy, metadata: {name: a}}' | try alerts.yaml
echo '{apiVersion: openslo/v1, kind: SLI, metadata: {name: a}, spec: {ratioMetric: {}}}' | try indicator.yaml
printf 'services: *web\nimage: nginx\n' | try broken.yaml
slacalc --unresolved 99.9% alerts.yaml 2>&1
true
