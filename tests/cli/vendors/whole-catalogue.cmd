# Every entry, by each of its names, is taken over as the file that is installed has it.
catalogue=../../../src/share/slacalc/vendors
{
    echo 'components:'
    sed -n 's|^  \([a-z0-9-]*/[a-z0-9-]*\):.*|  \1: {uses: \1}|p' $catalogue/*.yaml
} >$TMP/uses.yaml
without_places() {
    grep -v '^ *"\(file\|line\)": '
}
slacalc -f json --max-age 100Y $catalogue/*.yaml | without_places >$TMP/wanted
slacalc -f json --max-age 100Y $TMP/uses.yaml | without_places >$TMP/found
cmp $TMP/wanted $TMP/found
test "$(grep -c '^  [a-z].*:\( &.*\)\?$' $catalogue/*.yaml | awk -F: '{n += $2} END {print n}')" -ge 200 || echo "the catalogue has less than 200 entries"
