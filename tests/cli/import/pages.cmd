# An answer in pages: of Backstage's catalogue, and of Kubernetes.
slo='{"apiVersion": "openslo/v1", "kind": "SLO", "metadata": {"name": "s"}, "spec": {"service": "a", "objectives": [{"target": 0.999}]}}'
for about in '"pageInfo": {"nextCursor": "eyJ"}, "totalItems": 9' '"pageInfo": {"prevCursor": "eyI"}, "totalItems": 2' \
    '"kind": "List", "metadata": {"continue": "eyJ"}' '"kind": "List", "metadata": {"continue": ""}'; do
    echo "{\"items\": [$slo], $about}" | slacalc -f csv - 2>&1 >/dev/null
done
true
