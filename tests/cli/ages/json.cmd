# What is read of outages, in JSON: of a requirement, of a way to fail, and of an event.
slacalc -f json --why --service shop ../../../examples/bridged.yaml | jq -c '.components[]|select(.requirements)|.requirements'
slacalc -f json --why --service shop ../../../examples/bridged.yaml | jq -c '.services[0]|.availability,(.cut_sets.sets[0:4][]|.events,.probability),(.importance[0:3][]|[.component,.from_s,.until_s,.unavailability])'
