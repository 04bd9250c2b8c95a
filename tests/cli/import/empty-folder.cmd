mkdir "$TMP/models" && cd "$TMP" && echo 'components: {a: 99%}' >models/model.yaml && slacalc models
