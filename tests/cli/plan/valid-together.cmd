# An option may touch what the service does not need, and leave a valid model only together with another one for that.
printf '%s\n' 'components:' '  shop: {slo: 99%, objective: 99.5%}' '  other: {slo: 99%, objective: 90%}' 'options:' \
    '  both: {cost: 1, set: {shop.slo: 99.9%, other.quorum: 3}}' '  more: {cost: 1, set: {other.replicas: 3}}' |
    slacalc --plan - | head -3
