# A hundred thousand open brackets, and as many open maps of a block.
cd "$TMP"
{ printf 'components: '; yes '[' | head -n 100000 | tr -d '\n'; } >flow.yaml
awk 'BEGIN { for (i = 0; i < 2000; i++) { printf "%*s%s\n", i, "", "a:" } }' >block.yaml
slacalc flow.yaml 2>flow; cut -c1-100 flow
slacalc block.yaml 2>block; status=$?; cut -c1-100 block
exit $status
