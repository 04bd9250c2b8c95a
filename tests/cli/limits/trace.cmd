# Times differ from run to run.
slacalc --trace --max-nodes 1 -f json undegraded.yaml 2>&1 >"$TMP/rows" | sed -E 's/[0-9.]+ s$/TIME/'
slacalc --trace -q ../../../examples/ci-platform.yaml 2>&1 | sed -E 's/[0-9.]+ s$/TIME/'
