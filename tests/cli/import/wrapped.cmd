# Documents stand in lists of lists, beside models, and below keys of some answer.
slacalc -f json wrapped.yaml 2>/dev/null | jq -c '.services[] | [.name, .availability]'
slacalc -f json wrapped.json | jq -c '.services[] | [.name, .availability]'
