# What the sign before a share of months says stands below the promises, in each report for people.
for format in table markdown html; do slacalc -f $format ../../../examples/bridged.yaml | grep 'an approximation'; done
slacalc -f markdown ../../../examples/portal.yaml | grep -c 'an approximation'
