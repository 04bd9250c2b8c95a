# As everywhere: '-' is standard output, and './-' a file of that name.
cd "$TMP" && echo 'components: {web: 99%}' >m.yaml && slacalc --names -o - m.yaml && slacalc -f csv --output=- m.yaml && ls
slacalc --names -o ./- m.yaml && ls && cat ./-
slacalc --print-model -o - m.yaml && slacalc --vendors -o - google spanner | head -n 1
