slacalc hidden-names.yaml | sed -n '/^COMPONENT/,$p' | cut -c-90
slacalc -f csv hidden-names.yaml | cut -d, -f2
slacalc -f json hidden-names.yaml | grep -o '"name": .*'
slacalc --print-model hidden-names.yaml | sed -n '/depends_on/,$p'
slacalc --names hidden-names.yaml
slacalc --down $(printf 'x\342\200\213') hidden-names.yaml
