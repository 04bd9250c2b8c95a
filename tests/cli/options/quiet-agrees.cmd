# Only what decides is computed under --quiet: the status has to be that of the report all the same.
for model in ../../../examples/*.yaml ../*/*.yaml; do
    for option in --basis=slo --basis=sla --strict; do
        slacalc --format=json $option "$model" >/dev/null 2>&1
        told=$?
        slacalc --quiet $option "$model" >/dev/null 2>&1
        silent=$?
        test $told -eq $silent || echo "$model $option: $told, --quiet: $silent"
    done
done
