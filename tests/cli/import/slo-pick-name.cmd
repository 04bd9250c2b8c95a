slacalc --slo-pick quick --print-model openslo.yaml 2>/dev/null
