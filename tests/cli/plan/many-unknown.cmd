# Suggestions end after so many comparisons: 3000 names for the first 667 errors.
cd $TMP; { echo "components:"; seq -f "  c%.0f: 99%%" 3000; echo "options: {all: {cost: 1, set: {"; seq -f "d%.0f.slo: 99%%," 3000; echo "}}}"; } >m.yaml
slacalc m.yaml 2>&1 | grep -c "did you mean"
