slacalc --help=all | cmp - help-all.out && slacalc -h all | cmp - help-all.out && slacalc -h | cmp - help.out
