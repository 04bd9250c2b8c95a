slacalc -f junit -o "$TMP/report" ../errors/unknown-name.yaml 2>&1; status=$?; grep -c "<error " "$TMP/report"; slacalc -q -f github ../errors/unknown-name.yaml 2>/dev/null; exit $status
