# Two hundred entities with the same oddities: what is alike is said once.
awk 'BEGIN {
    for (i = 1; i <= 200; i++) {
        printf "---\napiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {name: s%03d}\n", i
        printf "spec: {type: service, consumesApi: [x], dependsOn: [s%03d, resource:r%03d, system:default/all]}\n", i % 200 + 1, i
    }
}' | slacalc --unresolved warn --service s001 - 2>&1 >"$TMP/out" | grep -c .
