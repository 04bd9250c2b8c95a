# What is only optional begins no outage, so that --outages asks it for no mttr; it may pay back, so that --money does.
cat >"$TMP/model.yaml" <<'END'
components:
  extra: {sla: 99%, fee: 10 EUR, credits: {99%: 10%}}
  s: {slo: 99.9%, mttr: 1h, depends_on: [{optional: extra}]}
END
cd "$TMP" || exit
slacalc --outages -s s model.yaml | sed -n '/outages/p'
slacalc --money -s s model.yaml
