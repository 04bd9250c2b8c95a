# Each group of the two-of-three kind that SCRAM may misread is written out, with each part twice: thirty of them in each
# other would be a billion.
awk 'BEGIN {
    printf "components:\n  a: 99%%\n  b: 99.9%%\n  s:\n    depends_on: ["
    for (i = 0; i < 30; i++) printf "{at_least: 2, of: [a, a, "
    printf "b"
    for (i = 0; i < 30; i++) printf "]}"
    print "]"
}' >"$TMP/nested.yaml"
slacalc -f openpsa "$TMP/nested.yaml" | grep -c "<define-gate"
