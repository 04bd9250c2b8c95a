# An API with a figure is a component, which its provider does not stand for.
slacalc api-figure.yaml; status=$?
slacalc --format csv --down payments-api api-figure.yaml | cut -d , -f 1-8
exit $status
