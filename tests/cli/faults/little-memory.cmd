# With a little more memory each time: whatever happens first fails as it should, until the report is there.
(ulimit -v 100000 && slacalc --version) >"$TMP/version" 2>&1 || exit 77
{
    echo 'components:'
    for i in $(seq 5000); do echo "  c$i: {slo: 99.9%, owner: Team $i}"; done
    echo '  all: {depends_on: ['
    for i in $(seq 5000); do echo "    c$i,"; done
    echo '  ]}'
} >"$TMP/model.yaml"
slacalc -f json -s all "$TMP/model.yaml" >"$TMP/whole"
failed=0
for kilobytes in $(seq "${LEAST_KIB:-5000}" 1000 38000); do
    (ulimit -v "$kilobytes" && slacalc -f json -s all "$TMP/model.yaml") >"$TMP/out" 2>"$TMP/err"
    status=$?
    if [ $status -eq 0 ] && cmp -s "$TMP/out" "$TMP/whole"; then
        continue
    elif [ $status -eq 127 ] && grep -q 'error while loading shared libraries' "$TMP/err"; then
        continue
    elif [ $status -eq 2 ] && [ ! -s "$TMP/out" ] && grep -q 'error: out of memory$\|^slacalc: out of memory$' "$TMP/err"; then
        failed=$((failed + 1))
    else
        echo "with $kilobytes KiB: status $status"
        head -c 300 "$TMP/err"
    fi
done
[ $status -eq 0 ] && [ $failed -gt 3 ] && echo "clean"
