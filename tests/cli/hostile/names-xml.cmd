command -v xmllint >/dev/null || exit 77
for format in openpsa junit; do
    slacalc -f $format --exit-zero names.yaml >"$TMP/$format.xml" && xmllint --noout "$TMP/$format.xml" &&
        echo "$format is well-formed"
done
