# As many replicas as may stand across places, each of which is a gate with the name of the component: more than a report
# may have.
name=$(head -c 4000 /dev/zero | tr '\0' x)
printf 'components:\n  a: 99%%\n  b: 99%%\n  ? %s\n  : {slo: 99%%, replicas: 100000, across: [a, b]}\n  shop: {depends_on: [%s]}\n' "$name" "$name" |
    slacalc -f openpsa -
