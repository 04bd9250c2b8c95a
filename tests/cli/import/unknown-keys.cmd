slacalc unknown-keys.yaml >/dev/null
