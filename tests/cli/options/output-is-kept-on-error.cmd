echo kept >"$TMP/report"; slacalc -o "$TMP/report" no-such-file.yaml; status=$?; cat "$TMP/report"; exit $status
