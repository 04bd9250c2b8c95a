# The gaps of each promise were looked for among those of all promises of the service: 5 seconds for 60000 of them.
# It takes longer in a build that sanitizers look into, which is one that needs more memory too.
(ulimit -v 300000 && slacalc --version) >/dev/null 2>&1 || exit 77
echo '{components: {a: 99%, top: {depends_on: [a]}}}' >"$TMP/model.yaml"
awk 'BEGIN { for (i = 0; i < 60000; i++) printf "--require\ntop=%d.%05d%%\n", 90 + i % 10, i }' >"$TMP/required"
for format in table json junit; do
    (ulimit -t 3 && xargs -x -s 2000000 -n 120000 -a "$TMP/required" slacalc -f $format "$TMP/model.yaml") >"$TMP/out" 2>/dev/null
    [ $? = 123 ] && echo "in time: $format" # so xargs says that the status was 1
done
