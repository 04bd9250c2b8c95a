command -v dot >/dev/null || exit 77
slacalc -f html odd-names.yaml >$TMP/page.html
for what in '<svg ' '<g id="node' '<g id="edge' '<script' '<title>' '<!--' 'xlink:href' 'onerror=alert(1)>'; do
    echo "$what $(grep -c "$what" $TMP/page.html)"
done
