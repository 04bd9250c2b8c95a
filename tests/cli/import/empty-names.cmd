# A component without a name could not be written, chosen or printed and read again.
try() {
    printf '%s\n' "$@" >"$TMP/model.yaml"
    (cd "$TMP" && slacalc --print-model model.yaml) 2>&1 | head -1
}
try 'version: prometheus/v1' 'service: ""' 'slos: [{name: n, objective: 99.9}]'
try 'apiVersion: pyrra.dev/v1alpha1' 'kind: ServiceLevelObjective' 'metadata: {name: ""}' 'spec: {target: "99.9", window: 4w, indicator: {ratio: {}}}'
try 'apiVersion: openslo/v1' 'kind: SLO' 'metadata: {name: a}' 'spec: {service: "", objectives: [{target: 0.99}]}'
try 'apiVersion: openslo/v1' 'kind: Service' 'metadata: {name: ""}' 'spec: {}'
try 'apiVersion: srm/v1' 'kind: ServiceReliabilityManifest' 'metadata: {name: ""}' 'spec: {slos: {availability: {target: 99.9}}}'
