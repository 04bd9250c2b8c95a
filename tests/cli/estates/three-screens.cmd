# However large an estate is, its table takes at most three screens of 50 lines, and says what it leaves out.
awk -v COUNT=600 -f estate.awk >$TMP/model.yaml
COLUMNS=80 slacalc $TMP/model.yaml >$TMP/report
test "$(wc -l <$TMP/report)" -le 150 || echo "too long"
test "$(wc -L <$TMP/report)" -le 80 || echo "too wide"
sed -n '/^…/,/)$/p' $TMP/report
