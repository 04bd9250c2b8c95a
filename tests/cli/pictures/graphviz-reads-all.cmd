command -v dot >/dev/null || exit 77
for model in ../../../examples/*.yaml odd-names.yaml ../openpsa/everything.yaml; do
    slacalc -f dot $model | dot -Tsvg 2>/dev/null >$TMP/picture.svg || echo "$model is refused"
    echo "$(basename $model): $(grep -c '<g id="node' $TMP/picture.svg) boxes, $(grep -c '<g id="edge' $TMP/picture.svg) lines"
done
slacalc -f dot odd-names.yaml | dot -Tsvg 2>/dev/null | sed -n 's/.*font-weight="bold".*>\(.*\)<.text>$/\1/p' | sed 's/&#45;/-/g; s/&#39;/\x27/g'
