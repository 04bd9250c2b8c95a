{
    echo 'components:'
    for i in $(seq 1500); do echo "  c$i: {slo: 99.9%, depends_on: [missing-$i]}"; done
} >"$TMP/many.yaml"
cd "$TMP" && slacalc many.yaml 2>errors
status=$?
tail -n 6 errors
exit $status
