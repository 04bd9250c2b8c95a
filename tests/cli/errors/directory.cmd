mkdir "$TMP/models" && cd "$TMP" && slacalc models
