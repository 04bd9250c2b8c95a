cd ../../../examples
slacalc --money -f markdown managed-service.yaml | sed -n 1,25p
slacalc --money -f html managed-service.yaml | grep -A12 -E 'What it owes|<dt>Credits'
slacalc -f csv managed-service.yaml | cut -d, -f1-3,35-
slacalc -f json managed-service.yaml | jq -c '.services[] | {promises: [.promises[] | {kept, kept_is, credit}], recoverable}'
slacalc -f json managed-service.yaml | jq -c '.components[] | {name, fee, currency}'
