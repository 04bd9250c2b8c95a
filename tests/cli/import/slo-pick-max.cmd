slacalc --slo-pick max --print-model openslo.yaml 2>/dev/null
