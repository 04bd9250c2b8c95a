# What is needed of a part is 100 %, and no number of nines, where the rest alone comes to the promise.
slacalc --down db-b -f json needed-whole.yaml --need | jq -c '.services[].promises[0].needed[] | [.component, .level, .unavailability]'
