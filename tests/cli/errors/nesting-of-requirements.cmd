{
    printf 'components: {web: 99.9%%, service: {depends_on: '
    yes '{all: [' | head -n 1000 | tr -d '\n'
    printf web
    yes ']}' | head -n 1000 | tr -d '\n'
    echo '}}'
} >"$TMP/deep.yaml"
cd "$TMP" && slacalc deep.yaml 2>errors
status=$?
cut -c 1-100 errors
exit $status
