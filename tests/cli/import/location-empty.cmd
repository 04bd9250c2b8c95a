# A target that matches no file is an error; braces match nothing either.
slacalc location-empty/all.yaml
slacalc --unresolved warn --print-model location-empty/all.yaml
printf '%s' '{apiVersion: backstage.io/v1alpha1, kind: Location, metadata: {name: all}, spec: {targets: ["./*.{yaml,yml}"]}}' >"$TMP/all.yaml"
cd "$TMP" && slacalc all.yaml
