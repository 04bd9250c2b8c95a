# What is printed reads back to the same figures, and prints as itself; only places differ.
strip() { grep -vE '"(file|line)":|^ *"(cycles|unresolved)"' | sed '/"stated": \[/,/\]/d'; }
for models in ../../../examples/*.yaml "../../../examples/catalogue/catalog-info.yaml ../../../examples/catalogue/slos.yaml ../../../examples/catalogue/overlay.yaml" \
    cycle.yaml cycle-model.yaml openslo.yaml references.yaml end-to-end.yaml texts.yaml; do
    slacalc --print-model $models >"$TMP/printed.yaml" 2>"$TMP/err" || { cat "$TMP/err"; continue; }
    slacalc --print-model "$TMP/printed.yaml" 2>/dev/null | sed 's/  # .*//' >"$TMP/again.yaml"
    sed 's/  # .*//' "$TMP/printed.yaml" | cmp -s - "$TMP/again.yaml" || echo "$models prints differently when it is read again"
    slacalc --exit-zero -f json $models 2>/dev/null | strip >"$TMP/first.json"
    slacalc --exit-zero -f json "$TMP/printed.yaml" 2>/dev/null | strip >"$TMP/second.json"
    sed '/"cycles": \[/,/^  \]/d' "$TMP/first.json" >"$TMP/first"
    sed '/"cycles": \[/,/^  \]/d' "$TMP/second.json" | diff "$TMP/first" - || echo "$models has other figures when it is read again"
done
