for format in table markdown html; do
    slacalc --need --max-nodes 3 -f $format - <<'END' | tr '\n' ' ' | grep -o 'what each part has to [^<]*allowed'
components: {a: 99%, b: 99%, c: 99%, s: {sla: 99%, depends_on: [{any: [a, b]}, {any: [b, c]}, {any: [a, c]}]}}
END
done
