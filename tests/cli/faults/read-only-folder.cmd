mkdir "$TMP/folder" && echo before >"$TMP/folder/report" && chmod 555 "$TMP/folder"
# Root writes where it likes until that is taken from it.
deprived=
if [ -w "$TMP/folder" ]; then deprived='setpriv --bounding-set=-dac_override'; fi
$deprived true 2>/dev/null || exit 77
for report in report new; do
    (cd "$TMP" && $deprived slacalc -o folder/$report "$OLDPWD/../../../examples/minimal.yaml")
    echo "status $?"
done
cat "$TMP/folder/report" && ls -A "$TMP/folder"
chmod 755 "$TMP/folder"
