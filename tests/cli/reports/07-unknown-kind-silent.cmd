slacalc 07-unknown-kind-silent.yaml >/dev/null
