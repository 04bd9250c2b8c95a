slacalc --slo-pick insider openslo.yaml 2>&1 | tail -n 1
