# Printed as a model it says the same, where tolerances within one another are added up.
slacalc --print-model print.yaml | tee $TMP/printed.yaml | sed 's/ *#.*//'
slacalc --print-model $TMP/printed.yaml | sed 's/ *#.*//' >$TMP/again.yaml
sed 's/ *#.*//' $TMP/printed.yaml | diff - $TMP/again.yaml && echo "printed again it is the same"
slacalc print.yaml >$TMP/one
slacalc $TMP/printed.yaml | diff $TMP/one - && echo "and comes to the same"
slacalc --against $TMP/printed.yaml print.yaml | tail -3
slacalc -f openpsa print.yaml
sed 's/takes: 2m/takes: 20m/; s/tolerates: 5m/tolerates: 1m/; s/mttr: 20m/mttr: 10m/' print.yaml >$TMP/changed.yaml
slacalc --against print.yaml $TMP/changed.yaml | sed -n "/^CHANGE/,/^$/p" | sed "s|  *PLACE$||; s|  *[^ ]*changed.yaml:[0-9]*$||"
