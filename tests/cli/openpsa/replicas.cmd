# Up to a hundred replicas are an event each. More are one, whose probability is that of so many being down: a report is
# in proportion to its model, whatever number stands there.
slacalc --service few -f openpsa replicas.yaml | grep -c '<define-basic-event name="few__own_'
slacalc --exit-zero --basis sla --service user --service backed -f openpsa replicas.yaml
for i in $(seq 1000); do echo "c$i: {slo: 99%, replicas: 1000000, quorum: 989900}"; done | sed '1i components:
s/^c/  c/' >"$TMP/thousand.yaml"
slacalc --max-nodes 1 -f openpsa "$TMP/thousand.yaml" 2>/dev/null | wc -c
