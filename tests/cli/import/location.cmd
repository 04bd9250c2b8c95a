# Targets are relative to their file, below the folder of the one that was named; each file is read once.
mkdir -p "$TMP/repo/all/deep/er" "$TMP/repo/globs" && cd "$TMP" || exit 77
entity() { printf 'apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {name: %s, annotations: {slacalc/slo: 99.9%%}}\nspec: {type: service}\n' "$1"; }
entity one >repo/one.yaml
entity two >repo/all/deep/two.yaml
entity three >repo/all/deep/er/three.yaml
entity four >repo/globs/four.yaml
entity outside >outside.yaml
ln -s ../outside.yaml repo/link.yaml
cat >repo/catalog-info.yaml <<'END'
apiVersion: backstage.io/v1alpha1
kind: Location
metadata: {name: root}
spec:
  type: url
  target: ./one.yaml
  targets: [./all/locations.yaml, ./globs/f*.yaml, ../outside.yaml, link.yaml, "https://example.com/catalog-info.yaml", ./one.yaml]
END
cat >repo/all/locations.yaml <<'END'
apiVersion: backstage.io/v1alpha1
kind: Location
metadata: {name: all}
spec: {targets: [./**/t*.yaml, ../catalog-info.yaml]}
---
apiVersion: backstage.io/v1alpha1
kind: Location
metadata: {name: maybe}
spec: {target: ./missing.yaml, presence: optional}
END
slacalc --print-model repo/catalog-info.yaml repo/one.yaml
