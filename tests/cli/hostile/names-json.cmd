# Any name is a string of JSON, and the same string: jq reads the report, and finds the names of the model in it.
command -v jq >/dev/null || exit 77
slacalc -f json names.yaml | jq -ac '.title, .components[].name, .components[].owner // empty'
