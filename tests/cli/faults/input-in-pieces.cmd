# Two models that come slowly, a piece at a time; the second one never ends its quote.
cd "$TMP" && mkfifo whole cut
{ printf 'compo'; sleep 0.1; printf 'nents:\n  a: 99'; sleep 0.1; printf '.9%%\n'; } >whole &
{ printf 'components:\n  a: 99%%\n  b: {owner: "Te'; sleep 0.1; printf 'am'; } >cut &
slacalc whole
slacalc cut
