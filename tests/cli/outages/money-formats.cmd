# Figures of a numerical inversion are good to some nine digits: no more are compared.
cd ../../../examples
slacalc --money -f markdown managed-service.yaml | sed -n 1,25p
slacalc --money -f html managed-service.yaml | grep -A12 -E 'What it owes|<dt>(Expected c|C)redits'
slacalc -f csv managed-service.yaml | cut -d, -f1-3,35- | sed -E 's/(\.[0-9]{5})[0-9]+/\1/g'
slacalc -f json managed-service.yaml |
    jq -c '.services[] | {promises: [.promises[] | {kept, kept_is, credit}], recoverable}' | sed -E 's/(\.[0-9]{5})[0-9]+/\1/g'
slacalc -f json managed-service.yaml | jq -c '.components[] | {name, fee, currency}'
