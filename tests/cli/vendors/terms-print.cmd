# The terms of an SLA stay with it where a model is printed, set, and added to by an overlay; beside a level of its own
# a component takes none of them over.
slacalc --print-model --set own.credits='{99%: 5%, 90%: 100%}' --set own.condition='paid plan' terms.yaml terms-overlay.yaml
slacalc --print-model terms.yaml terms-overlay.yaml >$TMP/printed.yaml
slacalc --print-model $TMP/printed.yaml | sed 's/ *#.*//' >$TMP/again.yaml
sed 's/ *#.*//' $TMP/printed.yaml | diff - $TMP/again.yaml && echo "printed again it is the same"
slacalc --set own.credits='{99%: 5%}' --set own.credits='{99.0 %: 0.05}' -q terms.yaml
slacalc --set own.credits='{99%: 5%}' --set own.credits='{99%: 6%}' -q terms.yaml
