# Pairs of surrogates, long keys, line ends before a colon, tabs and DEL are JSON, though no YAML; errors have their places.
key=$(printf '%2000s' '' | tr ' ' k)
printf '{"components"\n:\n\t{"%s": {"slo": "99%%", "owner": "\\ud83d\\ude00 \177"},\n\t"b": {"sla": 0.98, "depends_on": ["%s"]}}}' "$key" "$key" >$TMP/good.json
slacalc -f json $TMP/good.json | jq -ac '.services[].availability, .components[].owner // empty'
cd $TMP && printf '{"components"\n:\n\t{"\\ud83d\\ude00": {"sol": "99%%"}}}' >wrong.json && slacalc wrong.json
