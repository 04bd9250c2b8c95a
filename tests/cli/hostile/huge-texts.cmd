# Texts of a million characters are right, and cut to the terminal.
cd "$TMP"
long=$(head -c 1000000 /dev/zero | tr '\0' x)
printf 'title: t%s\ncomponents: {a: {slo: 99%%, owner: o%s, description: d%s}, s: {sla: 90%%, depends_on: a}}' \
    "$long" "$long" "$long" >huge.yaml
slacalc huge.yaml | cut -c1-60
slacalc -f json huge.yaml | tr -dc x | wc -c
