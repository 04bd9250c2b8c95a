# The two parts that are down most stand last.
cd $TMP; { echo "components:"; echo "  s: {sla: 99.9%, depends_on: ["; seq -f "p%.0f," 30; echo "]}"; seq -f "  p%.0f: 99.999%%" 28; echo "  p29: 99.8%"; echo "  p30: 99.7%"; } >m.yaml
slacalc --plan m.yaml | head -2; slacalc -f json --plan m.yaml | jq -c '.plan.tried | .changes[:5], .left_out'
