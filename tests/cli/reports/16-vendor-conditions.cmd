slacalc -f json 16-vendor-conditions.yaml | jq -r '.components[] | select(.name == "db") | .own.availability, .condition'
slacalc --vendors aurora | grep -o '^aws/aurora[^ ]*  *[0-9.]* %'
