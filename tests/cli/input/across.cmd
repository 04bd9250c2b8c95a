slacalc --print-model across.yaml | tee $TMP/printed.yaml
slacalc --print-model $TMP/printed.yaml 2>/dev/null | sed 's/  # .*//' >$TMP/again.yaml
sed 's/  # .*//' $TMP/printed.yaml | diff - $TMP/again.yaml && echo same
slacalc --print-model --set 'app.across=[zone-b, zone-a]' --set web.across= --set web.beta= across.yaml | grep -E '^    (across|beta):'
