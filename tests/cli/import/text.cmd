# A byte order mark, CR LF, anchors and merge keys, an empty document, comments; then a tab where YAML allows none.
{
    printf '\357\273\277# a comment\r\n---\r\napiVersion: backstage.io/v1alpha1\r\nkind: Component\r\n'
    printf 'metadata: &meta\r\n  name: a\r\n  annotations: &levels {slacalc/slo: 99.9%%}\r\nspec: {type: service}\r\n'
    printf -- '---\r\n# nothing\r\n---\r\napiVersion: backstage.io/v1alpha1\r\nkind: Component\r\n'
    printf 'x: &m {annotations: {slacalc/sla: 99%%}}\r\nmetadata: {<<: *m, name: b}\r\nspec: {type: service, dependsOn: [component:a]}\r\n'
} | slacalc --print-model -
printf 'apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n\tname: a\n' | slacalc -
