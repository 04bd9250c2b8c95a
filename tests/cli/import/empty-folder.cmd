mkdir "$TMP/models" && cd "$TMP" && printf 'openapi: 3.0.0\ncomponents: {a: 99%%}' >models/model.yaml && slacalc models
