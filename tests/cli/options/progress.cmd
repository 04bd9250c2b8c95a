# On a terminal a line says how far the work is that takes more than a second. It is gone at the end, and where a signal
# ends the program; with --quiet, on a dumb terminal and in a pipe there is none.
script -qec true /dev/null >/dev/null 2>&1 || exit 77
echo '{components: {web: {sla: 99%}}}' >$TMP/model.yaml
on_terminal() {
    script -qec "$2" /dev/null | tr '\r\033' '\n^' | grep . | uniq | sed "s|^|$1 |"
}
slow="(sleep 1.7; cat $TMP/model.yaml)"
export TERM=xterm
on_terminal end "$slow | slacalc - >/dev/null"
on_terminal error "(sleep 1.7; echo 'components: {web: {slo: 200%}}') | slacalc - >/dev/null" | head -n 2
on_terminal signal "sleep 2 | timeout --foreground -s TERM 1.5 slacalc - >/dev/null"
on_terminal quiet "$slow | slacalc -q -"
on_terminal pipe "$slow | slacalc - 2>&1 >/dev/null | cat"
TERM=dumb on_terminal dumb "$slow | slacalc - >/dev/null"
