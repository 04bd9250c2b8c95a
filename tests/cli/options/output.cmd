slacalc -o "$TMP/report" ../../../examples/minimal.yaml && cat "$TMP/report"
