. ./stand-in.sh
cd ../../../examples
for failure in 'exit 1' 'echo "<svg/>"; exit 1' 'kill -KILL $$' 'printf "<svg>\0</svg>"' 'cat >/dev/null' 'exec >&-; cat >/dev/null'; do
    stand_in "$failure"
    printf '%s pictures where dot does: %s\n' "$(slacalc -f html minimal.yaml | grep -c '<svg')" "$failure"
done
stand_in 'cat >/dev/null; echo "<svg>drawn</svg>"'
echo "$(slacalc -f html minimal.yaml | grep -c '<svg>drawn') picture where it draws one"
PATH=$(dirname "$(command -v slacalc)")
slacalc -f html minimal.yaml >$TMP/page.html && echo "a page where there is no dot"
