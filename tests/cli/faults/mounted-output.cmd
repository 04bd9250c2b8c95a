# A single file that is mounted, as into a container, is written in place.
unshare -Urm true 2>/dev/null || exit 77
model=$PWD/../../../examples/minimal.yaml
cd "$TMP" && echo before >outside && echo >report
unshare -Urm sh -c "mount --bind outside report && slacalc -o report -f csv '$model'" && head -c 7 outside && echo
