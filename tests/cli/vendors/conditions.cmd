# The condition of each level stands beside its source, with what it pays back, in every format that has room for texts.
COLUMNS=80 slacalc conditions.yaml | sed -n '/^conditions/,$p'
slacalc -f markdown conditions.yaml | sed -n '/^### Conditions/,$p'
slacalc -f html conditions.yaml | grep -E 'Aurora cluster|paid|<dt>Condition'
slacalc -f csv conditions.yaml | cut -d, -f2,17-19
slacalc -f json conditions.yaml | grep -E '"(name|condition|credits|below|part|credit_cap|claim_within|evidence)"' | sed -n '/"name": "cluster"/,/"name": "shop"/p'
