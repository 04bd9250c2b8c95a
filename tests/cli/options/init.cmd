# What it writes is a model whose promise is kept, and no warning comes with it.
cd "$TMP" && slacalc --init && slacalc slacalc.yaml && slacalc --init -o other.yaml && cmp slacalc.yaml other.yaml
