# Fees stand in copies and overlays, beside what a vendor pays back too, and are printed; a note names whose credits no
# fee is known of.
slacalc --print-model --set shop-acme.fee='13000 EUR' fees.yaml | tee $TMP/printed.yaml | grep -E '^  [a-z]|credit|fee'
slacalc --print-model $TMP/printed.yaml 2>/dev/null | sed 's/ *#.*//' >$TMP/again.yaml
sed 's/ *#.*//' $TMP/printed.yaml | diff - $TMP/again.yaml && echo "printed again it is the same"
slacalc -q --set shop-acme.fee='7 EUR' --set shop-acme.fee='7.0 EUR' fees.yaml >/dev/null
slacalc -q --set shop-acme.fee='7 EUR' --set shop-acme.fee='8 EUR' fees.yaml
