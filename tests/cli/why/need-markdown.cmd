slacalc --need --service s -f markdown needed.yaml | sed -n '/^| Part/,/all together/p'
slacalc --need --service s -f html needed.yaml | sed -n '/What each part has/,/all together/p'
