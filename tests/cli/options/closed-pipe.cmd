# A reader that is gone for certain before the report is written.
mkfifo "$TMP/pipe"
: <"$TMP/pipe" &
exec 3>"$TMP/pipe"
wait
slacalc ../../../examples/minimal.yaml >&3
