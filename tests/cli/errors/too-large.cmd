{
    echo 'components:'
    yes '# nothing but a comment, many megabytes of it' | head -c 267386880
} >"$TMP/large.yaml"
cd "$TMP" && slacalc large.yaml
