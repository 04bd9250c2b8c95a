# A promise that only an option makes counts where the option is taken: what lb would promise then, it does not deliver.
cd $TMP; printf '%s\n' 'components:' '  shop: {slo: 99.9%, objective: 99.5%, depends_on: [lb]}' '  lb: {slo: 99.5%}' 'options:' \
    '  managed: {cost: 1, set: {lb.slo: 99.9%, lb.sla: 99.99%}}' '  two: {cost: 5, set: {lb.replicas: 2}}' >m.yaml
slacalc --plan m.yaml | head -3
