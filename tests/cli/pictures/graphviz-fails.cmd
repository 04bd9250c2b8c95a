. ./stand-in.sh
cd ../../../examples
for failure in 'exit 1' 'echo "<svg/>"; exit 1' 'kill -KILL $$' 'printf "<svg>\0</svg>"' 'cat >/dev/null' 'exec >&-; cat >/dev/null'; do
    stand_in "$failure"
    printf '%s pictures where dot does: %s\n' "$(slacalc -f html minimal.yaml | grep -c '<svg')" "$failure"
done
stand_in 'cat >/dev/null; echo "<svg>drawn</svg>"'
echo "$(slacalc -f html minimal.yaml | grep -c '<svg>drawn') picture where it draws one"
{ echo 'components:'; i=0; while [ $i -lt 3000 ]; do echo "  a-long-name-$i: {slo: 99%, depends_on: [x]}"; i=$((i + 1)); done; echo '  x: 99%'; } >$TMP/large.yaml
echo "$(slacalc -f html $TMP/large.yaml | grep -c '<svg>drawn') picture of a graph that is too large"
PATH=$(dirname "$(command -v slacalc)")
slacalc -f html minimal.yaml >$TMP/page.html && echo "a page where there is no dot"
