cp ../../../examples/minimal.yaml "$TMP/-q" && cd "$TMP" && slacalc -- -q
