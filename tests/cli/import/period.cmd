slacalc --period 1M -f json end-to-end.yaml 2>/dev/null | grep period_s; slacalc -f json end-to-end.yaml 2>/dev/null | grep period_s
