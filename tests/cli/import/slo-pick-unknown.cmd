slacalc --slo-pick insider openslo.yaml 2>&1 | grep -A 2 "^[^ ]*: error"
