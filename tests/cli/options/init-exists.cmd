# No work of anybody is replaced, not even through a link that leads nowhere yet.
cd "$TMP" && echo mine >slacalc.yaml && ln -s nowhere link
slacalc --init || echo $?
slacalc --init -o link || echo $?
ls && cat slacalc.yaml
