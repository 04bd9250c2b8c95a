slacalc "$(printf %0300d 0).yaml" 2>"$TMP/errors"
status=$?
sed 's/0\{300\}/LONG/' "$TMP/errors"
exit $status
