{
    printf 'components: {web: 99.9%%, service: {depends_on: '
    yes '[' | head -n 100000 | tr -d '\n'
} >"$TMP/deep.yaml"
cd "$TMP" && slacalc deep.yaml 2>errors
status=$?
cut -c 1-100 errors
exit $status
