{
    echo 'components:'
    yes '# nothing but a comment, a hundred megabytes of it' | head -c 100000000
} >"$TMP/large.yaml"
cd "$TMP" && slacalc large.yaml
