cd "$TMP" && echo 'components: {a: 99%}' >secret.yaml && chmod 000 secret.yaml
# Root reads what it likes until that is taken from it.
deprived=
if [ -r secret.yaml ]; then deprived='setpriv --bounding-set=-dac_override,-dac_read_search'; fi
$deprived true 2>/dev/null || exit 77
$deprived slacalc secret.yaml
