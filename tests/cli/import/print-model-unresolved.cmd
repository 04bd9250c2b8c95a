# A printed model still says that its figures are without what its catalogue named and nobody defined; of several
# documents that adds up.
slacalc --unresolved warn --print-model unresolved.yaml >"$TMP/printed.yaml" 2>/dev/null
slacalc "$TMP/printed.yaml" | sed -n '1,2p'
echo 'unresolved: 2' >"$TMP/more.yaml"
slacalc "$TMP/printed.yaml" "$TMP/more.yaml" | sed -n '2p'
slacalc - <<'MODEL'
unresolved: some
components: {web: 99.9%}
MODEL
