# The overlay that comes out of the incidents, and the model by it.
cd ../../../examples && slacalc --log msp-incidents.csv --print-measured msp-customer.yaml | diff incidents/msp-measured.yaml - &&
    slacalc --basis measured msp-customer.yaml incidents/msp-measured.yaml
