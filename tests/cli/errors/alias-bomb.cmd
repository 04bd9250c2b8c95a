{
    echo 'x-0: &x0 {any: [web, web, web, web, web, web, web, web, web, web]}'
    for i in 1 2 3 4 5 6 7 8 9 10 11 12; do
        last=$((i - 1))
        echo "x-$i: &x$i {any: [$(for j in 1 2 3 4 5 6 7 8 9; do printf '*x%d, ' $last; done)*x$last]}"
    done
    echo 'components: {web: 99.9%, service: {depends_on: *x12}}'
} >"$TMP/bomb.yaml"
cd "$TMP" && slacalc bomb.yaml
