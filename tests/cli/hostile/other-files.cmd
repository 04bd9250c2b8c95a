# Nothing in a model reads another file: what looks like a way to one is a text, and no zone of the system.
cp other-files.yaml "$TMP/model.yaml"
echo 'components: {secret: 99%}' >"$TMP/secret.yaml"
cd "$TMP" && slacalc model.yaml
