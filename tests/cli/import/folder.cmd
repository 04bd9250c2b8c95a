# A folder with a catalogue, files that it does not list, other YAML, templates, links that lead out, and a loop.
mkdir -p "$TMP/repo/services/a" "$TMP/repo/.git" "$TMP/repo/template/skeleton" "$TMP/outside" && cd "$TMP" || exit 77
entity() { printf 'apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {name: %s, annotations: {slacalc/slo: 99.9%%}}\nspec: {type: service%s}\n' "$1" "$2"; }
entity root ', dependsOn: [component:a, component:c]' >repo/catalog-info.yml
entity a '' >repo/services/a/catalog-info.yaml
entity c '' >repo/services/c.yaml
entity hidden '' >repo/.git/catalog-info.yaml
entity '${{ values.name }}' '' >repo/template/skeleton/catalog-info.yaml
printf 'kind: {{ .Values.kind }}\n' >repo/services/chart.yaml
printf '# nothing\n' >repo/services/empty.yaml
entity outside '' >outside/catalog-info.yaml
ln -s ../outside repo/outside
ln -s ../../outside/catalog-info.yaml repo/services/link.yaml
ln -s . repo/loop
slacalc --print-model repo
slacalc --verbose --print-model repo >/dev/null
printf '[{"apiVersion": "backstage.io/v1alpha1", "kind": "Component", "metadata": {"name": "d", "annotations": {"slacalc/slo": "99%%"}}, "spec": {"type": "service"}}]' >repo/export.json
printf '{"name": "npm"}' >repo/package.json
slacalc --names repo 2>/dev/null
