command -v xmllint >/dev/null || exit 77
slacalc -f openpsa --exit-zero names.yaml >"$TMP/model.xml" && xmllint --noout "$TMP/model.xml" && echo well-formed
