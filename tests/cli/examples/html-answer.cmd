# A page begins with the answer in words: what is broken, why, what would keep it, how often it is kept, and the money;
# of a model that keeps its promises, a sentence.
cd ../../../examples
slacalc -f html portal.yaml | sed -n '/aria-label="Answer"/,/<\/section>/p'
slacalc -f html web-shop.yaml | sed -n '/aria-label="Answer"/,/<\/section>/p'
