slacalc cycle.yaml && slacalc -f json cycle.yaml 2>/dev/null | sed -n "/cycles/,/unresolved/p"
