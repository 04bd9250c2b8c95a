# Of several requirements each counts, whichever of them is not kept.
model=../../../examples/web-shop.yaml
slacalc --quiet --require checkout=99% --require web=99% $model
echo "both kept: $?"
slacalc --quiet --require checkout=99% --require web=99.9999999% $model
echo "the last one broken: $?"
slacalc --quiet --require checkout=99.9999999% --require web=99% $model
echo "the first one broken: $?"
