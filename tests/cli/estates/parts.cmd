# Of a service with many parts the tree shows those with the largest shares, each below the shortest way to it; --all
# shows every one.
{
    echo 'components:'
    echo '  shop: {depends_on: [front, billing]}'
    echo '  front: {depends_on: [one]}'
    echo '  one: {depends_on: [two]}'
    echo '  two: {depends_on: [database]}'
    echo '  billing: {slo: 99.99%, depends_on: [database, parts]}'
    echo '  database: {slo: 99%}'
    printf '  parts: {depends_on: [part-0'
    seq -f ', part-%g' 1 29 | tr -d '\n'
    echo ']}'
    seq -f '  part-%g: {slo: 99.99%%}' 0 29
} >$TMP/model.yaml
COLUMNS=80 slacalc $TMP/model.yaml
slacalc --all $TMP/model.yaml | grep -c part-
